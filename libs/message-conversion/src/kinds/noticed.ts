import { type Noticed } from '@app/domain';

import { type Fact } from '../facts';
import { utc } from '../wording';

/** `Between 2025-03-03 00:00 UTC and 2025-03-04 00:00 UTC`, or `Before …`. */
export function timeSpan({ at, notBefore }: Noticed): string {
  return notBefore ? `between ${utc(notBefore)} and ${utc(at)}` : `before ${utc(at)}`;
}

export function noticedFacts({ at, notBefore }: Noticed): Fact[] {
  return [
    { label: 'Noticed', value: utc(at) },
    ...(notBefore ? [{ label: 'Not so yet', value: utc(notBefore) }] : []),
  ];
}

export function noticedHeaders({ at, notBefore }: Noticed): [string, string | undefined][] {
  return [
    ['X-Twitter-Noticed-Time', at.toISOString()],
    ['X-Twitter-Not-Before', notBefore?.toISOString()],
  ];
}
