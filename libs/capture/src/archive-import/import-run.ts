import {
  type ChosenImportCounts,
  countedOnly,
  type CountsByKind,
  type ImportCounts,
  type ImportedKind,
  NOTHING_IMPORTED,
  type OptionalStream,
} from '@app/domain';
import { type ArchiveProblem, type SuppliedPage, type XArchive } from '@app/twitter-ingestion';

import { type ArchiveImportRequest, sumOf } from './import-report';
import { type KnownRecords } from './known-records';
import { type SuppliedPageKeeper } from './supplied-page-keeper';

interface Begun {
  source: XArchive;
  before: KnownRecords;
  /** Those that are on for the account. */
  streams: readonly OptionalStream[];
  request: ArchiveImportRequest;
  keeper: SuppliedPageKeeper;
}

type ChosenKind = Exclude<ImportedKind, 'posts'>;

const NOTHING: CountsByKind = {
  ...{ posts: NOTHING_IMPORTED, messages: NOTHING_IMPORTED, likes: NOTHING_IMPORTED },
};

/** One import of one archive: kind after kind, and how far it is. */
export class ImportRun {
  problems = 0;
  private done: CountsByKind;

  private constructor(
    private readonly begun: Begun,
    private readonly messages: number,
  ) {
    this.done = begun.request.counted ?? NOTHING;
  }

  static async begin(begun: Begun): Promise<ImportRun> {
    return new ImportRun(begun, await begun.source.countMessages());
  }

  /** All there is of a kind; of what is switched off no more than how many there are. */
  async keepIfOn(kind: ChosenKind): Promise<ChosenImportCounts> {
    if (this.isOn(kind)) return { ...(await this.keepAll(kind)), isOn: true };
    return countedOnly(kind === 'messages' ? this.messages : await this.begun.source.countLikes());
  }

  /** What an earlier run has counted is not counted again: all of it is known by now. */
  async keepAll(kind: ImportedKind): Promise<ImportCounts & { withoutId: number }> {
    const { source, before, keeper, request } = this.begun;
    const { signal, onProgress } = request;
    const onProblem = (problem: ArchiveProblem) => this.tell(problem);
    const counted = this.done[kind].entries;
    let entries = 0;
    let withoutId = 0;
    for await (const page of pagesOf(source, kind, onProblem)) {
      signal?.throwIfAborted();
      const kept = await keeper.keep(page, { kind, source, before, onProblem, signal });
      entries += kept.entries;
      if (entries > counted) this.done = { ...this.done, [kind]: sumOf(this.done[kind], kept) };
      withoutId += page.withoutId;
      const { posts, messages, likes } = this.done;
      await onProgress?.(sumOf(sumOf(posts, messages), likes), this.announced, this.done);
    }
    return { ...this.done[kind], withoutId };
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
