import { AppError, Secret, type XCredentials } from '@app/domain';
import { z } from 'zod';

/** What a login at X gives: the token for an account, and the token's secret. */
export type AccountKeys = Pick<XCredentials, 'accessToken' | 'accessSecret'>;

const text = z.string().min(1);
const schema = z.object({ accessToken: text, accessSecret: text });

/** As one value, so that no reader ever meets the token of one login with the secret of another. */
export function packKeys({ accessToken, accessSecret }: AccountKeys): Secret {
  const keys = { accessToken: accessToken.reveal(), accessSecret: accessSecret.reveal() };
  return new Secret(JSON.stringify(keys satisfies z.infer<typeof schema>));
}

/** Throws `secrets.unreadable`, without a cause: it would quote the value. */
export function unpackKeys(name: string, packed: Secret): AccountKeys {
  const { data } = schema.safeParse(parseJson(packed.reveal()));
  if (data) {
    const { accessToken, accessSecret } = data;
    return { accessToken: new Secret(accessToken), accessSecret: new Secret(accessSecret) };
  }
  throw new AppError(
    'secrets.unreadable',
    `The secret ${name} does not hold the keys of an account; log the account in again.`,
    { name },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
