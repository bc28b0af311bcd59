import { z, type ZodType } from 'zod';

const TIMEOUT_MS = 10_000;

const refusalSchema = z.object({
  error: z.string(),
  error_codes: z.array(z.number()).default([]),
});

/** `unavailable`: no answer, or none that Entra ID gives. */
export type TokenAnswer<T> =
  | { kind: 'tokens'; tokens: T }
  | { kind: 'refused'; error: string; entraCode?: number }
  | { kind: 'unavailable' };

/** What Entra ID's token endpoint answers to a request. Never rejects. */
export async function askTokenEndpoint<T>(
  url: string,
  body: URLSearchParams,
  schema: ZodType<T>,
): Promise<TokenAnswer<T>> {
  const { ok, answer } = await post(url, body);
  const { data: tokens } = schema.safeParse(answer);
  if (ok && tokens !== undefined) return { kind: 'tokens', tokens };
  const { data: refusal } = refusalSchema.safeParse(answer);
  if (!refusal) return { kind: 'unavailable' };
  const [entraCode] = refusal.error_codes;
  return { kind: 'refused', error: refusal.error, ...(entraCode !== undefined && { entraCode }) };
}

async function post(
  url: string,
  body: URLSearchParams,
): Promise<{ ok: boolean; answer?: unknown }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal });
    return { ok: response.ok, answer: await response.json() };
  } catch {
    return { ok: false };
  }
}
