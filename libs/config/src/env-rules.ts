import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUrl, Max, Min, ValidateBy } from 'class-validator';

import { publicKeys } from './public-keys';

/** A whole number between two bounds, both allowed; absent it has the documented default. */
export function WholeNumber(min: number, max: number): PropertyDecorator {
  return (target, name) => {
    const message = `must be a whole number from ${min} to ${max}`;
    IsOptional()(target, name);
    Type(() => Number)(target, name);
    IsInt({ message })(target, name);
    Min(min, { message })(target, name);
    Max(max, { message })(target, name);
  };
}

export function HttpsUrl(): PropertyDecorator {
  return IsUrl(
    { protocols: ['https'], require_protocol: true, require_tld: false },
    { message: 'must be an https URL' },
  );
}

const PUBLIC_URL = /^(https:\/\/[^\s/?#@]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)\/?$/;

/** Where browsers reach us: the routes lie at its root, and `__Host-` cookies need https or this very machine. */
export function PublicUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'publicUrl',
    validator: {
      validate: (value) =>
        typeof value === 'string' && PUBLIC_URL.test(value) && URL.canParse(value),
      defaultMessage: () => 'must be an https URL without a path (http only for localhost)',
    },
  });
}

/** Exactly one of the two settings is given. */
export function InsteadOf(other: string): PropertyDecorator {
  const isGiven = (env: object, name: string) => Boolean(Reflect.get(env, name));
  return ValidateBy({
    name: 'insteadOf',
    validator: {
      validate: (value, args) => Boolean(value) !== isGiven(args?.object ?? {}, other),
      defaultMessage: () => `must be set, or ${other}, and not both`,
    },
  });
}

/** Cannot be used where the other setting has this value. */
export function NotWith(other: string, value: string): PropertyDecorator {
  return ValidateBy({
    name: 'notWith',
    validator: {
      validate: (_, args) => Reflect.get(args?.object ?? {}, other) !== value,
      defaultMessage: () => `cannot be used with ${other}=${value}`,
    },
  });
}

/** Nothing is sent in the clear but to a server on this very machine, whose host the other setting names. */
export function EncryptedUnlessLoopback(host: string): PropertyDecorator {
  const isLoopback = (env: object) =>
    ['localhost', '127.0.0.1'].includes(String(Reflect.get(env, host)));
  return ValidateBy({
    name: 'encryptedUnlessLoopback',
    validator: {
      validate: (value, args) => value !== 'none' || isLoopback(args?.object ?? {}),
      defaultMessage: () => `must be tls or starttls (none only where ${host} is localhost)`,
    },
  });
}

/** Keys that prove ES256 signatures, as `FORMER_SIGNING_KEYS` has them. */
export function PublicKeys(): PropertyDecorator {
  return ValidateBy({
    name: 'publicKeys',
    validator: {
      validate: areKeys,
      defaultMessage: () => 'must be public keys of the curve P-256 (base64, comma-separated)',
    },
  });
}

function areKeys(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    publicKeys(value);
    return true;
  } catch {
    return false;
  }
}
