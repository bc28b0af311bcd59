import { Injectable } from '@nestjs/common';
import { NoticeBook, type PostToSave } from '@app/archive';
import { type ImportedKind } from '@app/domain';
import { type SuppliedPage, type SuppliedPost } from '@app/twitter-ingestion';
import pLimit from 'p-limit';

import { messageToSave, noticedToSave, postToSave, recordOf } from '../post-to-save';
import { type KnownRecords } from './known-records';
import { saysMore } from './says-more';

const COMPARED_AT_ONCE = 8;

/** Which records a page of the owner's archive makes; of the others, from where they are known. */
export interface RecordsToSave {
  records: PostToSave[];
  known: number;
  ofApi: number;
}

interface From {
  kind: ImportedKind;
  accountId: string;
  /** When X made the archive. */
  at: Date;
  before: KnownRecords;
}

/** Decides what of the owner's archive is worth keeping. */
@Injectable()
export class SuppliedRecords {
  constructor(private readonly notices: NoticeBook) {}

  async of({ posts }: SuppliedPage, from: From): Promise<RecordsToSave> {
    const { kind, accountId, at } = from;
    if (kind === 'likes') return this.likes(posts, from);
    const worth = await this.worthKeeping(posts, from);
    const toSave = kind === 'posts' ? postToSave : messageToSave;
    const records = worth.map((post) => toSave(accountId, post, at, asSupplied(post)));
    return { records, known: 0, ofApi: posts.length - worth.length };
  }

  private async worthKeeping(
    posts: readonly SuppliedPost[],
    { kind, before }: From,
  ): Promise<SuppliedPost[]> {
    const type = kind === 'messages' ? 'message' : 'post';
    const isWorth = await pLimit(COMPARED_AT_ONCE).map([...posts], async (post) =>
      before.has(type, post.id, 'api')
        ? saysMore(post, await before.newestOfApi(type, post.id))
        : true,
    );
    return posts.filter((_, i) => isWorth[i]);
  }

  /**
   * X tells no time of a like: it counts as noticed when X made the archive, unless it was noticed before. That is noted first, so
   * that a like has one record, wherever an import ends and whichever archive goes on.
   */
  private async likes(
    likes: readonly SuppliedPost[],
    { accountId, at, before }: From,
  ): Promise<RecordsToSave> {
    const isOfApi = ({ id }: SuppliedPost) => before.has('like', id, 'api');
    const isKnown = ({ id }: SuppliedPost) => before.has('like', id, 'import');
    const ofApi = likes.filter(isOfApi).length;
    const fresh = likes.filter((like) => !isOfApi(like) && !isKnown(like));
    const noticedAt = await this.notices.noticeLikes(
      accountId,
      fresh.map(({ id }) => id),
      at,
    );
    const records = fresh.map((like) => {
      const record = recordOf(accountId, like, asSupplied(like));
      const noticed = { at: noticedAt.get(like.id) ?? at };
      return noticedToSave(record, 'like', noticed, { isReadable: true });
    });
    return { records, known: likes.length - ofApi - fresh.length, ofApi };
  }
}

function asSupplied({ supplied }: SuppliedPost) {
  return { format: 'x-archive', supplied } as const;
}
