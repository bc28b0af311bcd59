import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type DayCount, type PostEntry } from '@app/archive';
import { AuditLog } from '@app/audit';
import { Clock, type ErrorDetails } from '@app/domain';
import { pMapIterable } from 'p-map';

import { isFaultOfOnePost } from '../fault-of-one-post';
import { ArchiveWindow } from './archive-window';
import { writeAuditTrail } from './audit-trail';
import { Disk } from './disk';
import { EntryEncoding } from './entry-encoding';
import { checkExport, sumLines } from './export-check';
import { ExportFolder } from './export-folder';
import { type ArchiveExportRequest, type BegunExport, type ExportReport } from './export-request';
import {
  asRead,
  type ExportSummary,
  reportOf,
  summarySchema,
  textOfSummary,
} from './export-summary';
import { ExportWriter, type WaitingEntry } from './export-writer';
import { PLACES } from './file-places';
import { type Resumed, resumeExport } from './resume-export';

const PREPARED_AT_ONCE = 8;
const BEGINNING_OF_TIME = new Date(0);

/** An entry ready to be written, or why it cannot be. */
type Prepared =
  | { kind: 'waiting'; waiting: WaitingEntry }
  | { kind: 'unreadable'; entry: PostEntry; reason: string };

/**
 * Writes what the archive has of an account to a folder. Stopped at any moment and repeated, it leaves what one that was not stopped
 * leaves; a finished one is read again and not changed. A post that cannot be written is named in the manifest. Rejects with
 * `folder.*`, `archive.*`, `audit.unavailable` or the signal's reason.
 */
@Injectable()
export class ArchiveExport {
  constructor(
    private readonly archive: ArchiveWindow,
    private readonly encoding: EntryEncoding,
    private readonly disk: Disk,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(request: ArchiveExportRequest): Promise<ExportReport> {
    const folder = new ExportFolder(this.disk, request.directory);
    const there = await folder.find(request.terms);
    if (there.kind === 'finished') return this.check(request, folder, there.summary);
    const unlock = await folder.lock();
    try {
      // Another may have gone on with it meanwhile, and finished.
      const found = await folder.find(request.terms);
      if (found.kind === 'finished') return await this.check(request, folder, found.summary);
      const begun = found.kind === 'begun' ? found.begun : await this.begin(request);
      await this.note(request, begun, { step: found.kind === 'begun' ? 'resumed' : 'begun' });
      if (found.kind === 'none') await folder.begin(begun);
      const summary = await this.write(request, begun, folder);
      const { entries, bytes, unreadable, missingMedia } = summary.counts;
      await this.note(request, begun, {
        step: 'finished',
        entries,
        bytes,
        unreadable,
        missingMedia,
      });
      await folder.clear();
      return reportOf(summary, 'exported');
    } finally {
      await unlock();
    }
  }

  private async check(
    { directory, onProgress, signal }: ArchiveExportRequest,
    folder: ExportFolder,
    summary: ExportSummary,
  ): Promise<ExportReport> {
    await folder.clear();
    const totalRows = summary.counts.entries;
    let rows = 0;
    await checkExport(this.disk, directory, summary, () => {
      signal?.throwIfAborted();
      onProgress?.({ rows: ++rows, totalRows, entries: rows, bytes: 0 });
    });
    return reportOf(summary, 'verified');
  }

  private async begin({ terms, username }: ArchiveExportRequest): Promise<BegunExport> {
    const startedAt = this.clock.now();
    const window = {
      start: terms.from === undefined ? BEGINNING_OF_TIME : new Date(terms.from),
      end: terms.to === undefined ? startedAt : new Date(terms.to),
    };
    const isEndNamed = terms.to !== undefined;
    const coverage = await this.archive.coverage(terms.accountId, window, { isEndNamed });
    return asRead({ terms, username, startedAt, window, coverage });
  }

  private async write(
    request: ArchiveExportRequest,
    begun: BegunExport,
    folder: ExportFolder,
  ): Promise<ExportSummary> {
    const { directory, signal } = request;
    await folder.makeFolders(begun.terms.format);
    const found = await resumeExport(this.disk, directory, begun.terms.format, signal);
    const writer = new ExportWriter(this.disk, directory, begun.terms.format, found);
    try {
      if (!found.isWhole) await this.writeEntries(request, begun, found, writer);
    } finally {
      await writer.close();
    }
    const { journal, tally } = found;
    const { disk, audit } = this;
    const names = new Set([begun.terms.accountId, ...request.jobIds]);
    const auditTrail = await writeAuditTrail({ disk, directory, folder, audit, names }, begun);
    const end = { counts: tally.counts, finishedAt: this.clock.now(), auditTrail };
    const text = textOfSummary(begun, journal, end);
    const summary = summarySchema.parse(JSON.parse(text));
    await folder.put(PLACES.summary, text);
    await folder.put(PLACES.sums, sumLines(this.disk, directory, summary));
    return summary;
  }

  private async writeEntries(
    request: ArchiveExportRequest,
    begun: BegunExport,
    { last, tally }: Resumed,
    writer: ExportWriter,
  ): Promise<void> {
    const { signal, onProgress } = request;
    const { accountId, allVersions } = begun.terms;
    const days = await this.archive.days(accountId, begun.window);
    const totalRows = totalOf(days);
    let rows = 0;
    const entries = this.archive.entries(days, {
      ...{ accountId, window: begun.window, allVersions, after: last },
      onRows: (more) => (rows += more),
    });
    const prepared = pMapIterable(entries, (entry) => this.prepare(begun, entry, writer), {
      concurrency: PREPARED_AT_ONCE,
    });
    for await (const each of prepared) {
      signal?.throwIfAborted();
      if (each.kind === 'waiting') await writer.commit(each.waiting);
      else await writer.commitUnreadable(each.entry, each.reason);
      const { entries, bytes } = tally.counts;
      onProgress?.({ rows, totalRows, entries, bytes });
    }
    signal?.throwIfAborted();
    await writer.end();
  }

  private async prepare(
    { terms, username }: BegunExport,
    entry: PostEntry,
    writer: ExportWriter,
  ): Promise<Prepared> {
    const { accountId } = terms;
    try {
      const encoded = await this.encoding.encode({ accountId, username }, entry, terms);
      const waiting = await writer.prepare(entry, encoded, (sha256) =>
        this.encoding.open(accountId, sha256),
      );
      return { kind: 'waiting', waiting };
    } catch (error) {
      if (!isFaultOfOnePost(error)) throw error;
      return { kind: 'unreadable', entry, reason: error.message };
    }
  }

  private note(
    { actorName: name, directory }: ArchiveExportRequest,
    { terms, window }: BegunExport,
    details: ErrorDetails,
  ): Promise<void> {
    const [from, to] = [window.start.toISOString(), window.end.toISOString()];
    return this.audit.append({
      at: this.clock.now(),
      actor: { kind: 'operator', name },
      action: 'archive.exported',
      subject: terms.accountId,
      result: 'done',
      details: { ...details, format: terms.format, from, to, directory: join(directory) },
    });
  }
}

function totalOf(days: readonly DayCount[]): number {
  return days.reduce((sum, { total }) => sum + total, 0);
}
