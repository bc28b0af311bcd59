import { type Recheck } from '@app/archive';
import { type PostId } from '@app/domain';
import { type SourcePost } from '@app/twitter-ingestion';
import pLimit from 'p-limit';

import { type CaptureProgress } from '../capture-progress';
import { type CaptureRequest } from '../capture-request';
import { type Limited } from '../reading';
import { LookUpChooser } from './look-up-choice';
import { MissingPosts } from './missing-posts';
import { type RecheckPorts } from './recheck-ports';
import { versionOf } from './version-of';

const FOUND_AT_ONCE = 16;

interface Found {
  /** Versions the archive did not have. */
  new: number;
  /** Records of deletions. */
  deleted: number;
}

/** Looks archived posts up by their ids, to see whether they were changed or are gone: one call at most. Repeated, it finds the same. */
export class LookUpReading {
  added = 0;
  pages = 0;

  constructor(
    private readonly ports: RecheckPorts,
    private readonly progress: CaptureProgress,
    private readonly request: CaptureRequest,
  ) {}

  async readSome(known: Recheck): Promise<Limited | undefined> {
    const { archive, absences: book, findings, config, clock } = this.ports;
    const { accountId, signal } = this.request;
    const now = clock.now();
    const absences = await book.list(accountId);
    const chooser = new LookUpChooser(archive, accountId, config, now);
    const { shownAt, next } = await chooser.choose(known, absences);
    const missing = new MissingPosts({ archive, book, findings }, accountId, absences, signal);
    const found = shownAt.size > 0 ? await this.lookUp(missing, shownAt) : { new: 0, deleted: 0 };
    if ('retryAt' in found) return found;
    await this.progress.noteRecheck({
      ...next,
      untold: this.progress.state.recheck?.untold,
      ...(found.new > 0 && { changed: known.changed + found.new, changedAt: now }),
      ...(found.deleted > 0 && { deleted: known.deleted + found.deleted, deletedAt: now }),
    });
    return undefined;
  }

  private async lookUp(
    missingPosts: MissingPosts,
    shownAt: ReadonlyMap<string, Date>,
  ): Promise<Limited | Found> {
    const { source, keeper, findings, clock } = this.ports;
    const { accountId, credentials, signal, onPage } = this.request;
    const ids = [...shownAt.keys()];
    const result = await source.lookUp(credentials, accountId, ids, { signal });
    if (result.kind === 'limited') return { retryAt: result.retryAt };
    const { evidence, posts, missing } = result;
    const pageName = await keeper.keepEvidence(accountId, evidence);
    const seen = { pageName, at: evidence.receivedAt };
    const news = await this.idsWithNews(posts, seen.at);
    await findings.note('posts.changed', news);
    await this.progress.noteUntold(news);
    const { added } = await keeper.keepPosts(accountId, posts, seen, { signal });
    this.progress.countRead(result.postsRead);
    const look = { at: clock.now(), shownAt, pageName };
    const gone = new Set(missing.map(({ id }) => id));
    await missingPosts.noteShown(
      ids.filter((id) => !gone.has(id)),
      look.at,
    );
    const confirmed = missingPosts.confirmedAmong(missing);
    // An account that X does not let in is asked for in vain, and so are its posts.
    if (confirmed.length > 0) await source.whoAmI(credentials, { signal });
    const deleted = await missingPosts.conclude(confirmed, { ...look, at: clock.now() });
    const isNew = new Set(confirmed);
    await missingPosts.suspect(
      missing.filter((each) => !isNew.has(each)),
      look,
    );
    this.added += added + deleted;
    this.pages += 1;
    onPage?.(added + deleted);
    return { new: added, deleted };
  }

  /** Of these posts, those the archive does not have like this. */
  private async idsWithNews(posts: readonly SourcePost[], at: Date): Promise<PostId[]> {
    const { accountId } = this.request;
    const isNew = await pLimit(FOUND_AT_ONCE).map([...posts], async (post) => {
      const known = await this.ports.archive.find(accountId, post.id);
      return known.every(({ version }) => version !== versionOf(accountId, post, at));
    });
    return posts.filter((_, i) => isNew[i]).map(({ id }) => id);
  }
}
