import {
  type ChosenImportCounts,
  countedOnly,
  type ImportCounts,
  NOTHING_IMPORTED,
  type OptionalStream,
} from '@app/domain';
import { type ArchiveProblem, type SuppliedPage, type XArchive } from '@app/twitter-ingestion';

import { type ArchiveImportRequest, sumOf } from './import-report';
import { type KnownRecords } from './known-records';
import { type SuppliedPageKeeper } from './supplied-page-keeper';
import { type ImportedKind } from './supplied-records';

interface Begun {
  source: XArchive;
  before: KnownRecords;
  /** Those that are on for the account. */
  streams: readonly OptionalStream[];
  request: ArchiveImportRequest;
  keeper: SuppliedPageKeeper;
}

type ChosenKind = Exclude<ImportedKind, 'posts'>;

/** One import of one archive: kind after kind, and how far it is. */
export class ImportRun {
  problems = 0;
  private done: ImportCounts = NOTHING_IMPORTED;

  private constructor(
    private readonly begun: Begun,
    private readonly messages: number,
  ) {}

  static async begin(begun: Begun): Promise<ImportRun> {
    return new ImportRun(begun, await begun.source.countMessages());
  }

  /** All there is of a kind; of what is switched off no more than how many there are. */
  async keepIfOn(kind: ChosenKind): Promise<ChosenImportCounts> {
    if (this.isOn(kind)) return { ...(await this.keepAll(kind)), isOn: true };
    return countedOnly(kind === 'messages' ? this.messages : await this.begun.source.countLikes());
  }

  async keepAll(kind: ImportedKind): Promise<ImportCounts & { withoutId: number }> {
    const { source, before, keeper, request } = this.begun;
    const { signal, onProgress } = request;
    const onProblem = (problem: ArchiveProblem) => this.tell(problem);
    let counts = NOTHING_IMPORTED;
    let withoutId = 0;
    for await (const page of pagesOf(source, kind, onProblem)) {
      signal?.throwIfAborted();
      const kept = await keeper.keep(page, { kind, source, before, onProblem, signal });
      counts = sumOf(counts, kept);
      withoutId += page.withoutId;
      this.done = sumOf(this.done, kept);
      await onProgress?.(this.done, this.announced);
    }
    return { ...counts, withoutId };
  }

  /** How many entries there are to be read. */
  private get announced(): number {
    const { source } = this.begun;
    const posts = source.announced('posts', 'deleted-posts');
    const likes = this.isOn('likes') ? source.announced('likes') : 0;
    return posts + likes + (this.isOn('messages') ? this.messages : 0);
  }

  private isOn(kind: ChosenKind): boolean {
    return this.begun.streams.includes(kind);
  }

  private tell(problem: ArchiveProblem): void {
    this.problems += 1;
    this.begun.request.onProblem?.(problem);
  }
}

function pagesOf(
  source: XArchive,
  kind: ImportedKind,
  onProblem: (problem: ArchiveProblem) => void,
): AsyncGenerator<SuppliedPage> {
  if (kind === 'posts') return source.pages(onProblem);
  return kind === 'messages' ? source.messagePages(onProblem) : source.likePages(onProblem);
}
