import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** Ids that become names of blobs and keys of rows: one of dots alone would lead out of its folder. */
const ID = /^(?!\.+$)[^/\\#?\s\p{Cc}][^/\\#?\p{Cc}]{0,199}$/u;

/** The portal's id of a job or task, with what it is for the API's description. */
export function IsId(description: string): PropertyDecorator {
  const message = 'must be text of 1 to 200 characters without / \\ # ?, not of dots alone';
  return applyDecorators(ApiProperty({ description }), Matches(ID, { message }));
}
