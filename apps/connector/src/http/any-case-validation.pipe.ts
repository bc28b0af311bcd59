import { type ArgumentMetadata, Injectable, type Type, ValidationPipe } from '@nestjs/common';
import { isJsonObject } from '@app/domain';
import { getMetadataStorage } from 'class-validator';

import { InvalidBody } from './invalid-body';

/**
 * Checks bodies and queries against their DTO. Their names may come in any case: callers made for ASP.NET rely on it. Fields the
 * DTO does not have are left out; of a name that came in two cases the last one counts.
 */
@Injectable()
export class AnyCaseValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidUnknownValues: true,
      exceptionFactory: (errors) => new InvalidBody(errors),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return super.transform(inOwnSpelling(value, metadata.metatype), metadata) as Promise<unknown>;
  }
}

function inOwnSpelling(value: unknown, dto: Type | undefined): unknown {
  if (!dto || !isJsonObject(value)) return value;
  const fields = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const spelling = new Map(
    fields.map(({ propertyName }) => [propertyName.toLowerCase(), propertyName]),
  );
  const entries = Object.entries(value).map(
    ([name, held]) => [spelling.get(name.toLowerCase()) ?? name, held] as const,
  );
  return Object.fromEntries(entries);
}
