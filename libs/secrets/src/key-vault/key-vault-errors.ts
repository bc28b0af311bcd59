import { isTokenRefusal } from '@app/azure';
import { AppError, isAppError } from '@app/domain';
import { z } from 'zod';

import { CALL_TIMEOUT_MS } from './connect-vault';

/** Longer than a call may take, though its answer may be dated a second after what it tells of, and times are whole ones. */
const LOOK_MS = CALL_TIMEOUT_MS + 2000;

/** The parts of an error of the Key Vault or identity SDK that tell what happened. */
const schema = z.object({
  name: z.string().optional(),
  message: z.string().default(''),
  statusCode: z.number().optional(),
  code: z.string().optional(),
  details: z
    .object({
      error: z.object({
        code: z.string().optional(),
        innerError: z.object({ code: z.string().optional() }).optional(),
      }),
    })
    .optional()
    .catch(undefined),
  response: z
    .object({ headers: z.custom<{ get(name: string): string | undefined }>() })
    .optional()
    .catch(undefined),
});

function read(error: unknown) {
  const { data } = schema.safeParse(error);
  const { error: said } = data?.details ?? {};
  const reason = said?.innerError?.code ?? said?.code ?? data?.code;
  const { name, message = '', statusCode: status, response } = data ?? {};
  return { name, message, status, reason, answeredAt: response && dateOf(response.headers) };
}

/** True when the vault answered with one of these statuses. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  const { name, status } = read(error);
  return name === 'RestError' && status !== undefined && statuses.includes(status);
}

/** True when the vault says that the name belongs to a deleted secret. */
export function isOfDeleted(error: unknown): boolean {
  const { reason } = read(error);
  return reason === 'ObjectIsDeletedButRecoverable' || reason === 'ObjectIsBeingDeleted';
}

/** A time before the vault looked for what it answers, by its own clock, if it says. */
export function lookedAt(error: unknown): Date | undefined {
  const answeredAt = read(error).answeredAt?.getTime();
  return answeredAt === undefined ? undefined : new Date(answeredAt - LOOK_MS);
}

/** When an answer was given. */
export function dateOf(headers: { get(name: string): string | undefined }): Date | undefined {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? undefined : new Date(at);
}

/** What went wrong with a secret in our words: `secrets.forbidden` when somebody has to allow it, else `secrets.unavailable`. */
export function vaultError(
  error: unknown,
  secretName: string,
  { what, role } = { what: 'secret', role: 'Key Vault Secrets Officer' },
): AppError {
  if (isAppError(error)) return error;
  const { message, status, reason } = read(error);
  const details = { name: secretName, ...(status && { status }), ...(reason && { reason }) };
  const said = [status, reason].filter((part) => part !== undefined).join(' ') || 'no answer';
  const options = { cause: error };
  if (/challenge resource/.test(message)) {
    const text =
      'The Key Vault asks for a token of another domain than its own. Check KEY_VAULT_URL; KEY_VAULT_VERIFY_CHALLENGE=false lets it.';
    return new AppError('secrets.forbidden', text, details, options);
  }
  if (isTokenRefusal(error)) {
    const text = 'Entra ID gives this service no token for the Key Vault. Check its identity.';
    return new AppError('secrets.forbidden', text, details, options);
  }
  if (hasStatus(error, 401, 403)) {
    const text = `The Key Vault does not let this service use the ${what} ${secretName} (${said}). Give its identity the role ${role}, and let its network in.`;
    return new AppError('secrets.forbidden', text, details, options);
  }
  const text = `The Key Vault does not do what it is asked for the ${what} ${secretName} (${said}). Check that it is reachable and that this service has an identity.`;
  return new AppError('secrets.unavailable', text, details, options);
}
