import { firstIdAt } from '@app/domain';

import { type BegunExport, type ExportCounts } from './export-request';
import {
  asRead,
  begunSchema,
  reportOf,
  summarySchema,
  textOfBegun,
  textOfSummary,
} from './export-summary';

const time = (text: string) => new Date(`2025-03-${text}:00.000Z`);
const [from, to] = [firstIdAt(time('01T12:00')), firstIdAt(time('02T12:00'))];

const begun: BegunExport = {
  terms: {
    ...{ accountId: '7', format: 'mbox', allVersions: true, mediaBeside: false },
    ...{ maxItemBytes: 1000, productVersion: '1.2.3' },
  },
  ...{ username: 'contoso', startedAt: time('05T00:00') },
  window: { start: new Date(0), end: time('04T00:00') },
  coverage: {
    ...{ isComplete: false, complete: [{ from, to }] },
    ...{ unreachable: [{ from: '1', to: from }], unread: [{ from: '1', to: '20' }] },
    streams: { likes: { complete: [], unreachable: [], unread: [{ from, to: '20' }] } },
  },
};
const counts: ExportCounts = {
  ...{ entries: 3, bytes: 30, unreadable: 1, missingMedia: 2, mediaFiles: 4 },
  byKind: { post: 2, like: 1 },
};
const journal = { bytes: 12, sha256: 'ab'.repeat(32) };
const auditTrail = {
  entries: 5,
  files: [{ path: 'audit-trail.csv', bytes: 3, sha256: 'cd'.repeat(32) }],
};
const end = { counts, finishedAt: time('05T01:00'), auditTrail };

describe('what an export says of itself', () => {
  it('is, once it is begun, read as it was written', () => {
    expect(textOfBegun(begun)).toMatch(/^\{\n {2}"terms": \{\n {4}"accountId": "7",[^]*\}\n$/);
    expect(begunSchema.parse(JSON.parse(textOfBegun(begun)))).toEqual(begun);
    expect(asRead({ ...begun, username: 'fabrikam' })).toEqual({ ...begun, username: 'fabrikam' });
    const later = { ...begun, terms: { ...begun.terms, from: 'then', to: 'now' } };
    expect(asRead(later).terms).toMatchObject({ from: 'then', to: 'now' });
  });

  it('is, in the end, what it is and what is in it, with the times of ids that tell one', () => {
    const text = textOfSummary(begun, journal, end);
    const timed = {
      from,
      to,
      fromTime: '2025-03-01T12:00:00.000Z',
      toTime: '2025-03-02T12:00:00.000Z',
    };
    expect(JSON.parse(text)).toEqual({
      ...{ schemaVersion: 1, terms: begun.terms, username: 'contoso' },
      startedAt: '2025-03-05T00:00:00.000Z',
      window: { start: '1970-01-01T00:00:00.000Z', end: '2025-03-04T00:00:00.000Z' },
      coverage: {
        ...{ isComplete: false, complete: [timed] },
        unreachable: [{ from: '1', to: from, toTime: timed.fromTime }],
        unread: [{ from: '1', to: '20' }],
        streams: {
          likes: {
            ...{ complete: [], unreachable: [] },
            unread: [{ from, to: '20', fromTime: timed.fromTime }],
          },
        },
      },
      ...{ finishedAt: '2025-03-05T01:00:00.000Z', counts, auditTrail },
      manifest: { file: 'manifest.jsonl', ...journal },
    });
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,[^]*\}\n$/);
  });

  it('names no streams where none is switched on', () => {
    const { streams: _, ...coverage } = begun.coverage;
    const text = textOfSummary({ ...begun, coverage }, journal, end);
    expect(JSON.parse(text)).not.toHaveProperty('coverage.streams');
  });

  it('is reported as it was read', () => {
    const summary = summarySchema.parse(JSON.parse(textOfSummary(begun, journal, end)));
    const { finishedAt } = end;
    expect(reportOf(summary, 'verified')).toEqual({
      ...begun,
      outcome: 'verified',
      counts,
      finishedAt,
    });
    expect(summary).toMatchObject({ auditTrail, manifest: { file: 'manifest.jsonl', ...journal } });
  });

  it('is read without an audit trail, as an earlier release wrote it', () => {
    const text = textOfSummary(begun, journal, { ...end, auditTrail: undefined });
    expect(summarySchema.parse(JSON.parse(text)).auditTrail).toBeUndefined();
  });

  it.each([
    { schemaVersion: 2 },
    { finishedAt: 'yesterday' },
    { counts: { ...counts, entries: -1 } },
    { counts: { ...counts, byKind: { poem: 1 } } },
    { manifest: { file: 'other.jsonl', ...journal } },
    { manifest: { file: 'manifest.jsonl', bytes: 1 } },
    { terms: { ...begun.terms, format: 'pst' } },
    { coverage: { ...begun.coverage, complete: ['1'] } },
    { coverage: { ...begun.coverage, streams: { poems: begun.coverage } } },
    { window: { start: new Date(0) } },
  ])('is not read with %j', (other) => {
    const text = textOfSummary(begun, journal, end);
    const changed = { ...(JSON.parse(text) as object), ...other };
    expect(summarySchema.safeParse(JSON.parse(JSON.stringify(changed))).success).toBe(false);
  });
});
