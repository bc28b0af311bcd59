import { anAuditEvent } from '@testing/audit';

import { fromRow, toRow } from './audit-rows';

describe('a row of the audit log', () => {
  it('gives the event back', () => {
    const event = anAuditEvent();
    expect(fromRow(toRow(event))).toEqual(event);
  });

  it('gives back a text of any length', () => {
    const event = anAuditEvent({ details: { text: 'ä'.repeat(9000), version: '1' } });
    expect(fromRow(toRow(event))).toEqual(event);
  });

  it('of a newer version is read as far as it is known', () => {
    const row = { ...toRow(anAuditEvent()), action: 'job.moved', actorKind: 'robot', more: 'x' };
    const { actor, ...event } = anAuditEvent();
    expect(fromRow(row)).toEqual({
      ...event,
      action: 'job.moved',
      actor: { ...actor, kind: 'unknown' },
    });
  });
});
