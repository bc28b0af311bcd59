import { createHash } from 'node:crypto';
import { type AuditEvent, canonicalJson, firstIdAt, type JsonObject } from '@app/domain';
import { anAuditEvent } from '@testing/audit';
import { ExportWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

import { checkExportIn } from './export-check';
import { exportFormats } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const day = (n: number) => new Date(Date.UTC(2025, 2, n, 12));
const post = aRawPost({ id: firstIdAt(day(1)), created_at: day(1).toISOString() });

async function worldWith(...events: Partial<AuditEvent>[]): Promise<ExportWorld> {
  const world = await ExportWorld.open();
  await world.archive.archive(post);
  await world.archive.cover('2025-12-31T00:00:00Z');
  for (const event of events) {
    await world.audit.append(anAuditEvent({ at: day(2), details: {}, ...event }));
  }
  return world;
}

const linesIn = (world: ExportWorld) =>
  world.rows('audit-trail.jsonl') as (JsonObject & { subject: string; action: string })[];

describe('the audit trail of an export', () => {
  it('is what was done to the account and its jobs, then who archived what', async () => {
    const world = await worldWith(
      { subject: '7', action: 'posts.deleted', details: { posts: '1 2' } },
      { subject: 'job', action: 'job.created' },
      { subject: 'task', action: 'task.received', details: { jobId: 'job' } },
      { subject: '8', action: 'posts.deleted' },
      { action: 'settings.changed' },
    );
    await world.export();
    const lines = linesIn(world);
    expect(lines.map(({ action, subject }) => [action, subject])).toEqual([
      ...[['posts.deleted', '7'], ['job.created', 'job'], ['task.received', 'task']], // prettier-ignore
      ['record.archived', firstIdAt(day(1))],
    ]);
    const entry = world.rows().find((row) => (row as JsonObject).row === 'entry') as JsonObject;
    expect(lines.at(-1)).toMatchObject({
      ...{ at: entry.capturedAt, actor: { kind: 'worker' } },
      details: { recordSha256: entry.recordSha256, version: entry.version },
    });
  });

  it('tells of what the owner supplied that an operator brought it', async () => {
    const world = await ExportWorld.open();
    await world.archive.supply(post);
    await world.export();
    expect(linesIn(world)).toMatchObject([
      { actor: { kind: 'operator' }, details: { provenance: 'user-supplied' } },
    ]);
    const captured = await worldWith();
    await captured.export();
    expect(linesIn(captured)[0]?.details).not.toHaveProperty('provenance');
  });

  it('begins with the window, and holds what was done later, but nothing of this export', async () => {
    const at = (n: number) => ({ subject: '7', action: `day ${n}`, at: day(n) });
    const world = await worldWith(at(1), at(2), at(30));
    await world.export({ from: day(2).toISOString(), to: day(3).toISOString() });
    expect(linesIn(world).map(({ action }) => action)).toEqual(['day 30', 'day 2']);
  });

  it('has the hash of each entry', async () => {
    const world = await worldWith({ subject: '7', details: { text: 'ä, "quoted"' } });
    await world.export();
    const hashes = linesIn(world).map(({ sha256: _, ...entry }) =>
      createHash('sha256').update(canonicalJson(entry)).digest('hex'),
    );
    expect(hashes).toHaveLength(2);
    expect(linesIn(world).map(({ sha256 }) => sha256)).toEqual(hashes);
  });

  it('is a table for people too, with the same entries', async () => {
    const world = await worldWith({ subject: '7', actor: { kind: 'admin', name: '=1+1' } });
    await world.export();
    const [header = '', ...rows] = (world.files()['audit-trail.csv'] ?? '').trimEnd().split('\r\n');
    expect(header).toMatch(/at,actorKind,.*,details,sha256$/);
    expect(rows.map((row) => row.slice(-64))).toEqual(linesIn(world).map(({ sha256 }) => sha256));
    expect(rows[0]).toContain(",'=1+1,");
  });
});

describe('a check of an export by its folder alone', () => {
  it.each(exportFormats)('says what is in it, as %s', async (format) => {
    const world = await worldWith();
    const { counts } = await world.export({ format });
    const report = await checkExportIn(world.directory);
    expect(report).toMatchObject({ outcome: 'verified', counts });
  });

  it.each(['audit-trail.jsonl', 'audit-trail.csv', 'manifest.jsonl', 'manifest.json'])(
    'names %s when it is not as it was written',
    async (path) => {
      const world = await worldWith();
      await world.export();
      world.put(path, `${world.files()[path] ?? ''} `.replace('"', "'"));
      const code = 'folder.damaged';
      await expect(checkExportIn(world.directory)).rejects.toMatchObject({
        ...{ code, details: { path } },
      });
    },
  );

  it('names what was added, as far down as it lies', async () => {
    const world = await worldWith();
    await world.export();
    const added = ['.hidden', '2025/03/1.eml', 'media/note.txt', 'note.txt'];
    for (const path of added) world.put(path, 'more');
    await expect(checkExportIn(world.directory)).rejects.toMatchObject({
      ...{ code: 'folder.damaged', details: { path: '.hidden', added: 4 } },
      message: expect.stringContaining(added.join(', ')) as string,
    });
  });
});
