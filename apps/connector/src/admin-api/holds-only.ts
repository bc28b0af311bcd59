import { isJsonObject } from '@app/domain';
import { ValidateBy } from 'class-validator';

/** An object with no other names than these: a misspelt one would silently change nothing. */
export function HoldsOnly(names: readonly string[]): PropertyDecorator {
  return ValidateBy({
    name: 'holdsOnly',
    validator: {
      validate: (value: unknown) =>
        isJsonObject(value) && Object.keys(value).every((name) => names.includes(name)),
      defaultMessage: () => `must be an object that holds only ${names.join(', ')}`,
    },
  });
}
