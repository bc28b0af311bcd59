import { countedOnly, type ImportReport } from '@app/domain';
import { anImport } from '@testing/imports';

import {
  begun,
  cancelled,
  delayed,
  failed,
  finished,
  isAbandoned,
  isHopeless,
  progressed,
  queued,
  queuedAgain,
  withoutZip,
  zipIsDue,
} from './import-transitions';
import { importStates, isPending } from './supplied-import';

const now = new Date('2026-01-02T00:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const DAY_MS = 86_400_000;
const failure = { code: 'import.unsafe_archive', message: 'no' };
const counts = {
  ...{ entries: 5, added: 5, known: 0, ofApi: 0 },
  ...{ filesAdded: 0, filesKnown: 0, filesMissing: 0 },
};
const report: ImportReport = {
  ...{ ...counts, accountId: '7', username: 'contoso', generatedAt: now, problems: 0 },
  ...{ messages: countedOnly(0), likes: countedOnly(0), closedGaps: [] },
};
const running = anImport({ state: 'running', attempts: 2 });
const refused = expect.objectContaining({ code: 'import.ended' }) as Error;

describe('an import', () => {
  it('waits once its zip has come, and stays what it is when that is said again', () => {
    const waiting = queued(anImport(), now);
    expect(waiting).toMatchObject({ state: 'waiting', queuedAt: now });
    for (const state of ['waiting', 'running', 'done'] as const) {
      expect(queued({ ...waiting, state }, later(1))).toEqual({ ...waiting, state });
    }
    for (const state of ['failed', 'cancelled'] as const) {
      expect(() => queued(anImport({ state }), now)).toThrow(refused);
    }
  });

  it('is begun when it waits, and again when its worker died', () => {
    expect(begun(anImport({ state: 'waiting' }), now)).toMatchObject({
      ...{ state: 'running', attempts: 1 },
    });
    expect(begun(running, now)).toMatchObject({ state: 'running', attempts: 3 });
    for (const state of ['uploading', 'done', 'failed', 'cancelled'] as const) {
      expect(begun(anImport({ state }), now)).toBeUndefined();
    }
  });

  it('rests a minute after a failure that passes', () => {
    const resting = delayed(running, failure, now);
    expect(begun(resting, later(59_999))).toBeUndefined();
    expect(begun(resting, later(60_000))).toMatchObject({ attempts: 3, failure });
  });

  it('shows how far it ever was, and hopes anew when it comes further', () => {
    const further = progressed(running, { ...counts, announced: 9 });
    expect(further).toMatchObject({ progress: { entries: 5, announced: 9 }, attempts: 1 });
    expect(progressed(further, { ...counts, entries: 4, announced: 9 })).toBe(further);
    expect(isHopeless({ ...further, attempts: 20 })).toBe(false);
    expect(isHopeless({ ...further, attempts: 21 })).toBe(true);
  });

  it('is done with a report; its zip goes then', () => {
    const done = finished(delayed(running, failure, now), report, now);
    expect(done).toMatchObject({ state: 'done', report, endedAt: now });
    expect(done).not.toHaveProperty('failure');
    expect([zipIsDue(done, now), isPending(done)]).toEqual([true, true]);
    expect(isPending(withoutZip(done))).toBe(false);
  });

  it('keeps its zip a week when it has failed, and may be tried again until then', () => {
    const down = failed(running, failure, now);
    expect(down).toMatchObject({ state: 'failed', failure, endedAt: now });
    expect(zipIsDue(down, later(7 * DAY_MS - 1))).toBe(false);
    expect(zipIsDue(down, later(7 * DAY_MS))).toBe(true);
    const again = queuedAgain(down, later(1));
    expect(again).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(Object.keys(again)).not.toEqual(expect.arrayContaining(['failure']));
    expect(zipIsDue(again, later(9 * DAY_MS))).toBe(false);
    expect(() => queuedAgain(down, later(7 * DAY_MS))).toThrow(refused);
    expect(() => queuedAgain(withoutZip(down), now)).toThrow(refused);
  });

  it('is cancelled as long as it has not ended, and stays cancelled', () => {
    for (const state of ['uploading', 'waiting', 'running'] as const) {
      expect(cancelled(anImport({ state }), now)).toMatchObject({ state: 'cancelled' });
    }
    for (const state of ['done', 'failed'] as const) {
      expect(() => cancelled(anImport({ state }), now)).toThrow(refused);
    }
    const over = cancelled(running, now);
    expect(zipIsDue(over, now)).toBe(true);
    const progress = { ...counts, announced: 5 };
    expect([
      cancelled(over, later(1)),
      progressed(over, progress),
      delayed(over, failure, now),
      finished(over, report, now),
      failed(over, failure, now),
    ]).toEqual(Array(5).fill(over));
  });

  it('is abandoned when its upload is not finished in two weeks', () => {
    const one = anImport({ createdAt: now });
    expect(isAbandoned(one, later(14 * DAY_MS))).toBe(false);
    expect(isAbandoned(one, later(14 * DAY_MS + 1))).toBe(true);
    const others = importStates.filter((state) => state !== 'uploading');
    for (const state of others) expect(isAbandoned({ ...one, state }, later(1e10))).toBe(false);
  });
});
