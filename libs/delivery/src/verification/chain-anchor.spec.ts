import { AppError } from '@app/domain';
import { FakeAuditLog } from '@testing/audit';
import { FakeClock } from '@testing/domain';

import { AnchorCheck } from './chain-anchor';
import { ChainAnchors } from './chain-anchors';

const anchor = (sequence: number, sha256 = `sha${sequence}`, jobId = 'job') => ({
  ...{ jobId, sequence, sha256 },
});
const link = (sequence: number, sha256 = `sha${sequence}`) => ({
  ...{ sequence, sha256, taskId: `task${sequence}`, name: `name${sequence}` },
});

describe('AnchorCheck', () => {
  it('finds nothing when every link is the one that was noted', () => {
    const check = new AnchorCheck([anchor(2), anchor(1)]);
    expect([1, 2, 3].map((sequence) => check.faultOf(link(sequence)))).toEqual(
      Array(3).fill(undefined),
    );
    expect(check.faultOfEnd(link(3))).toBeUndefined();
  });

  it('names what was noted of a link that is another', () => {
    const check = new AnchorCheck([anchor(1), anchor(1, 'other')]);
    expect(check.faultOf(link(1))).toBe(
      'is not the one that was noted: that has the SHA-256 other',
    );
    expect(check.faultOfEnd(link(1))).toBeUndefined();
  });

  it('finds nothing wrong with the same one, noted twice', () => {
    const check = new AnchorCheck([anchor(1), anchor(1), anchor(2, 'other')]);
    expect(check.faultOf(link(1))).toBeUndefined();
    expect(check.faultOf(link(2))).toBe(
      'is not the one that was noted: that has the SHA-256 other',
    );
    expect(check.faultOfEnd(link(2))).toBeUndefined();
  });

  it('names the farthest that a chain should reach', () => {
    const check = new AnchorCheck([anchor(2), anchor(4), anchor(3)]);
    expect(check.faultOfEnd(link(1))).toBe(
      'ends with number 1, but number 4 (sha4) was noted: the end of the chain was cut off',
    );
    expect(check.faultOfEnd(undefined)).toContain('ends with number 0, but number 4');
  });
});

describe('ChainAnchors', () => {
  const open = () => {
    const [audit, clock] = [new FakeAuditLog(), new FakeClock()];
    return { audit, clock, anchors: new ChainAnchors(audit, clock) };
  };

  const farthest = (anchors: ChainAnchors) => anchors.farthest(() => undefined);

  it('finds of each job the farthest that was noted, whatever was noted later', async () => {
    const { audit, clock, anchors } = open();
    for (const each of [anchor(1), anchor(5, 'x', 'other'), anchor(3), anchor(2)]) {
      await anchors.note(each);
      clock.advance(1000);
    }
    expect(audit.events[0]).toEqual({
      ...{
        at: new FakeClock().now(),
        actor: { kind: 'worker' },
        action: 'chain.anchored',
        subject: 'job',
        result: 'done',
      },
      details: { sequence: 1, sha256: 'sha1' },
    });
    expect([...(await farthest(anchors))]).toEqual([
      ['job', anchor(3)],
      ['other', anchor(5, 'x', 'other')],
    ]);
  });

  it('takes nothing else for a note', async () => {
    const { audit, clock, anchors } = open();
    await anchors.note(anchor(1));
    const at = new Date(clock.now().getTime() + 1000);
    const event = { at, actor: { kind: 'worker' }, result: 'done', subject: 'job' } as const;
    await audit.append({ ...event, action: 'chain.anchored', details: { sequence: 'two' } });
    const details = { sequence: 3, sha256: 'sha3' };
    await audit.append({ ...event, action: 'export.started', details });
    await audit.append({ ...event, action: 'chain.anchored', subject: undefined, details });
    expect([...(await farthest(anchors))]).toEqual([['job', anchor(1)]]);
    audit.list = () => Promise.reject(new Error('Not now.'));
    await expect(farthest(anchors)).rejects.toThrow('Not now.');
  });

  it('finds what it can read, and names what it cannot', async () => {
    const { audit, anchors } = open();
    await anchors.note(anchor(1));
    const keys = { partitionKey: '796974', rowKey: 'row' };
    audit.damaged.push(new AppError('storage.damaged', 'no', { ...keys, field: 'at' }));
    const unreadable: string[] = [];
    const found = await anchors.farthest((name) => unreadable.push(name));
    expect([[...found], unreadable]).toEqual([[['job', anchor(1)]], ['audit/796974/row']]);
  });
});
