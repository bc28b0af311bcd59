import { Injectable } from '@nestjs/common';
import { AuditLog, readAudit } from '@app/audit';
import { type AppError, type AuditEvent, Clock } from '@app/domain';
import { z } from 'zod';

import { type ChainAnchor } from './chain-anchor';

const detailsSchema = z.object({ sequence: z.number(), sha256: z.string() });

/** Where chains of manifests ended when they were verified last, in the audit log: another table than the chains'. Rejects as AuditLog does. */
@Injectable()
export class ChainAnchors {
  constructor(
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * By job, of all that were ever noted, also of those that are gone: the farthest, for a chain grows only. Reads the whole log. A note
   * that cannot be read keeps no other from being found: `onUnreadable` is told the name of its row.
   */
  async farthest(onUnreadable: (rowName: string) => void): Promise<Map<string, ChainAnchor>> {
    const anchors = new Map<string, ChainAnchor>();
    const onDamaged = ({ details: { partitionKey, rowKey } }: AppError) => {
      onUnreadable(`audit/${String(partitionKey)}/${String(rowKey)}`);
    };
    const query = { action: 'chain.anchored', onDamaged } as const;
    for await (const event of readAudit(this.audit, query)) {
      const anchor = anchorOf(event);
      if (!anchor) continue;
      const { jobId, sequence } = anchor;
      if (sequence > (anchors.get(jobId)?.sequence ?? 0)) anchors.set(jobId, anchor);
    }
    return anchors;
  }

  note({ jobId, sequence, sha256 }: ChainAnchor): Promise<void> {
    return this.audit.append({
      ...{ at: this.clock.now(), actor: { kind: 'worker' }, action: 'chain.anchored' },
      ...{ subject: jobId, result: 'done', details: { sequence, sha256 } },
    });
  }
}

function anchorOf({ subject, details }: AuditEvent): ChainAnchor | undefined {
  const { data } = detailsSchema.safeParse(details);
  return subject === undefined || !data ? undefined : { jobId: subject, ...data };
}
