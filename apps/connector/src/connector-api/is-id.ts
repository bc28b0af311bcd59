import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

/** Ids that become names of blobs and keys of rows: one of dots alone would lead out of its folder. */
const ID = /^(?!\.+$)[^/\\#?\s\p{Cc}\p{Cs}][^/\\#?\p{Cc}\p{Cs}]*$/u;
/**
 * Escaped. The longest key holds two of them, and tables take 1 KiB, which is 512 characters
 * (https://learn.microsoft.com/azure/storage/tables/scalability-targets). Those of the portal and the service are GUIDs.
 */
const MAX_LENGTH = 200;

/** The portal's id of a job or task, with what it is for the API's description. */
export function IsId(description: string): PropertyDecorator {
  const message =
    'must be text of 1 to 200 characters without / \\ # ?, not of dots alone; what is not a-z, A-Z, 0-9, - or _ counts three times a byte';
  return applyDecorators(
    ApiProperty({ description }),
    ValidateBy({ name: 'isId', validator: { validate: isId } }, { message }),
  );
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value) && escapedLength(value) <= MAX_LENGTH;
}

/** No way of escaping an id makes it longer. */
function escapedLength(id: string): number {
  const plain = id.match(/[\w-]/g)?.length ?? 0;
  return plain + 3 * (Buffer.byteLength(id) - plain);
}
