import { type AccountSummary } from '../../api/types';

type Remediation = NonNullable<AccountSummary['jobs'][number]['remediation']>;

/** What the Import service says a job needs, unless the account's owner has logged in since, for whichever job. */
export function openRemediation(
  remediation: Remediation | undefined,
  loggedInAt: string | undefined,
): Remediation | undefined {
  if (!remediation || loggedInAt === undefined) return remediation;
  return Date.parse(remediation.since) >= Date.parse(loggedInAt) ? remediation : undefined;
}
