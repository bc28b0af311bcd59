import { type KeptAlert } from '@app/jobs';

/** An alert as it is told; the same state of the same alert has the same `id`. */
export function wireOf(alert: KeptAlert) {
  const { code, subject, state, since, text, action, raisedAt, resolvedAt } = alert;
  return {
    id: `${code}/${subject}/${raisedAt.toISOString()}/${state}`,
    ...{ state, code, subject, text, action },
    since: since.toISOString(),
    raisedAt: raisedAt.toISOString(),
    ...(resolvedAt && { resolvedAt: resolvedAt.toISOString() }),
  };
}
