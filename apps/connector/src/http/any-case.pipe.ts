import { Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { isJsonObject } from '@app/domain';

/**
 * Gives names their own spelling, whatever case they came in: callers made for ASP.NET rely on it. `names` are those the
 * request may have; others stay as they are. Of a name that came in two cases the last one counts.
 */
export function anyCase(names: readonly string[]): Type<PipeTransform<unknown, unknown>> {
  const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));

  @Injectable()
  class AnyCasePipe implements PipeTransform<unknown, unknown> {
    transform(value: unknown): unknown {
      if (!isJsonObject(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, held]) => [
          spelling.get(name.toLowerCase()) ?? name,
          held,
        ]),
      );
    }
  }
  return AnyCasePipe;
}
