import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** Longer than anything the portal or X gives. */
const MAX_LENGTH = 4096;

/** A text that must be there. */
export function IsText(description: string): PropertyDecorator {
  const message = `must be text of at most ${MAX_LENGTH} characters`;
  return applyDecorators(
    ApiProperty({ description }),
    IsString({ message }),
    IsNotEmpty({ message }),
    MaxLength(MAX_LENGTH, { message }),
  );
}

/** A text that may be left out, or null. */
export function IsTextOrAbsent(description: string): PropertyDecorator {
  const message = `must be text of at most ${MAX_LENGTH} characters, or left out`;
  return applyDecorators(
    ApiPropertyOptional({ description, type: String }),
    IsOptional(),
    IsString({ message }),
    MaxLength(MAX_LENGTH, { message }),
  );
}
