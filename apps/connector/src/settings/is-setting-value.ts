import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** A value of the settings page; empty or left out it changes nothing. Blanks around it came by copying. */
export function IsSettingValue(description: string, maxLength: number): PropertyDecorator {
  const message = `must be text of at most ${maxLength} characters`;
  return applyDecorators(
    ApiPropertyOptional({ description, type: String, maxLength }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim() : value,
    ),
    IsOptional(),
    IsString({ message }),
    MaxLength(maxLength, { message }),
  );
}
