import { type ExportCounts } from './export-request';
import { isMedium } from './file-places';
import { type ManifestRow } from './manifest-row';

/** Counts what the rows of a manifest name; memory does not grow with them. */
export class ExportTally {
  readonly counts: ExportCounts = {
    ...{ entries: 0, bytes: 0, unreadable: 0, missingMedia: 0, mediaFiles: 0 },
    byKind: {},
  };

  add(rows: readonly ManifestRow[]): void {
    for (const row of rows) this.addRow(row);
  }

  private addRow(row: ManifestRow): void {
    const { counts } = this;
    if (row.row === 'unreadable') counts.unreadable += 1;
    if (isMedium(row)) counts.mediaFiles += 1;
    if (row.row !== 'entry') return;
    counts.entries += 1;
    counts.bytes += row.file.bytes;
    counts.missingMedia += row.missingMedia?.length ?? 0;
    counts.byKind[row.kind] = (counts.byKind[row.kind] ?? 0) + 1;
  }
}
