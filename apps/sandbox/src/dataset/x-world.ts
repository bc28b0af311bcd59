import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { compareIds, isJsonObject, type Json, type JsonObject } from '@app/domain';
import { z } from 'zod';

import { readJsonFile, writeJsonFile } from '../core/json-file';
import { SandboxSettings } from '../core/sandbox-settings';
import { applyChange, seedOf } from './apply-change';
import { type Change, changeSchema, type ProfileFields } from './change';
import { type Dataset, type StoredPost } from './dataset';
import { generateDataset } from './generate-dataset';
import { loadDataset } from './load-dataset';
import { PostWriter } from './post-writer';
import { Random } from './random';
import { textOf } from './text-of';
import { sentence } from './texts';

/** Where media files are had from, before the sandbox knows its own address. */
export const MEDIA_BASE = 'https://media.sandbox.invalid/media';

const MAX_OTHERS = 3;

/** By the account unless told. */
type NewPost = Partial<
  Pick<Extract<Change, { change: 'post' }>, 'text' | 'authorId' | 'replyTo' | 'quotes'>
>;

/**
 * What X knows of the account and of those it has to do with. The posts of the dataset, and every change since: changes are kept in a file and done
 * again at the next start, so that X forgets nothing when the sandbox stops.
 */
@Injectable()
export class XWorld {
  readonly dataset: Dataset;
  private readonly byId = new Map<string, StoredPost>();
  private readonly log: string;
  private lastMs = 0;
  private readonly timelines = new Map<string, StoredPost[]>();

  constructor(@Inject(SandboxSettings) settings: SandboxSettings) {
    this.log = join(settings.dataDir, 'changes.jsonl');
    this.dataset = settings.dataset
      ? loadDataset(settings.dataset, MEDIA_BASE)
      : generateDataset({
          seed: settings.seed,
          posts: settings.posts,
          end: this.firstStart(settings.dataDir),
          mediaBase: MEDIA_BASE,
        });
    for (const post of this.dataset.posts) this.byId.set(post.id, post);
    if (!existsSync(this.log)) return;
    for (const line of readFileSync(this.log, 'utf8').split('\n').filter(Boolean)) {
      this.apply(changeSchema.parse(JSON.parse(line)));
    }
  }

  /** A user's posts as X lists them, newest first: newest versions, not deleted, no wall. */
  timeline(userId = this.dataset.account.id): readonly StoredPost[] {
    const known = this.timelines.get(userId);
    if (known) return known;
    const isOf = userId === this.dataset.account.id ? isListed : isNewestOf(userId);
    const posts = this.dataset.posts
      .filter((post) => isOf(post) && isShown(post))
      .sort((a, b) => compareIds(b.id, a.id));
    this.timelines.set(userId, posts);
    return posts;
  }

  /** Everybody's posts that X shows, newest versions, newest first. */
  posts(): StoredPost[] {
    return this.dataset.posts
      .filter((post) => isShown(post) && isNewest(post))
      .sort((a, b) => compareIds(b.id, a.id));
  }

  /** Users that can sign in: the account first, then a few others that have posts. */
  accounts(): JsonObject[] {
    const { account, users } = this.dataset;
    const others = users.filter(
      ({ id }) => id !== account.id && this.timeline(textOf(id)).length > 0,
    );
    return [account, ...others.slice(0, MAX_OTHERS)];
  }

  /** A post X would show, of whomever. */
  find(id: Json | undefined): StoredPost | undefined {
    const post = typeof id === 'string' ? this.byId.get(id) : undefined;
    return post && isShown(post) ? post : undefined;
  }

  /** Is it there, and X does not show it? */
  isHidden(id: string): boolean {
    const post = this.byId.get(id);
    return post?.isHidden === true && !post.isDeleted;
  }

  user(key: 'id' | 'username', value: Json | undefined): JsonObject | undefined {
    const wanted = textOf(value).toLowerCase();
    return this.dataset.users.find((user) => textOf(user[key]).toLowerCase() === wanted);
  }

  /** Posts `count` times, now; the ids in the order they were made. */
  post(count: number, { text, ...more }: NewPost = {}): string[] {
    return Array.from({ length: count }, (_, i) => {
      const seed = this.byId.size + i;
      const said = text ?? `${sentence(new Random(seed))} #${seed}`;
      return this.change({ change: 'post', at: this.nextTime(), text: said, seed, ...more });
    });
  }

  /** A new version of a post; its id. `undefined` when there is no such post. */
  edit(id: string, text: string): string | undefined {
    if (!this.find(id)) return undefined;
    return this.change({ change: 'edit', at: this.nextTime(), id, text });
  }

  /** Deletes all versions of a post. False when there is no such post. */
  delete(id: string): boolean {
    if (!this.find(id) && !this.isHidden(id)) return false;
    this.change({ change: 'delete', id });
    return true;
  }

  /** X does not show a post to us any more, or shows it again. False when there is no such post. */
  hide(change: 'hide' | 'show', id: string): boolean {
    if (!this.find(id) && !this.isHidden(id)) return false;
    this.change({ change, id });
    return true;
  }

  /** Somebody writes a direct message, now; the event's id. */
  write(senderId: string, memberIds: string[], text: string): string {
    return this.change({ change: 'message', at: this.nextTime(), senderId, memberIds, text });
  }

  /** A user likes a post, or takes it back. */
  like(change: 'like' | 'unlike', userId: string, postId: string): void {
    this.change({ change, userId, postId });
  }

  changeProfile(userId: string, fields: ProfileFields): void {
    this.change({ change: 'profile', userId, fields });
  }

  counts() {
    const listed = this.timeline();
    const byKind: Record<string, number> = {};
    for (const { kind } of listed) byKind[kind] = (byKind[kind] ?? 0) + 1;
    const visible = new Set(listed.map(({ id }) => id));
    const versions = listed.flatMap(({ json }) => [json.edit_history_tweet_ids].flat());
    return {
      visible: listed.length,
      oldest: listed.at(-1)?.json.created_at,
      earlierVersions: versions.filter((id) => this.find(id) && !visible.has(textOf(id))).length,
      deleted: this.dataset.posts.filter(({ isListed, isDeleted }) => isListed && isDeleted).length,
      byKind,
    };
  }

  private change(change: Change): string {
    mkdirSync(join(this.log, '..'), { recursive: true });
    appendFileSync(this.log, `${JSON.stringify(change)}\n`);
    return this.apply(change);
  }

  private apply(change: Change): string {
    const writer = new PostWriter(this.dataset, new Random(seedOf(change)), MEDIA_BASE);
    const id = applyChange(writer, this.byId, change);
    const isPost = change.change === 'post';
    if (isPost) this.putFirst(change.authorId ?? textOf(this.dataset.account.id), id);
    else this.timelines.clear();
    return id;
  }

  /** A new post is the newest of its author's: with hundreds of thousands of posts a timeline is not made anew for each. */
  private putFirst(authorId: string, id: string): void {
    const known = this.timelines.get(authorId);
    const post = this.byId.get(id);
    if (known && post) this.timelines.set(authorId, [post, ...known]);
  }

  /** Now, but never a moment that a post was already made at. */
  private nextTime(): string {
    this.lastMs = Math.max(Date.now(), this.lastMs + 1);
    return new Date(this.lastMs).toISOString();
  }

  /** Generated posts end at the first start, so that a later start has the same ones. */
  private firstStart(dataDir: string): Date {
    const path = join(dataDir, 'first-start.json');
    const known = readJsonFile(path, z.object({ at: z.string() }));
    const at = known?.at ?? new Date(Date.now() - 3600_000).toISOString();
    if (!known) writeJsonFile(path, { at });
    return new Date(at);
  }
}

function isShown({ isDeleted, isHidden }: StoredPost): boolean {
  return !isDeleted && !isHidden;
}

function isListed(post: StoredPost): boolean {
  return post.isListed;
}

function isNewest({ id, json }: StoredPost): boolean {
  return ([json.edit_history_tweet_ids].flat().at(-1) ?? id) === id;
}

function isNewestOf(userId: string): (post: StoredPost) => boolean {
  return (post) => post.json.author_id === userId && isNewest(post);
}

/** Objects of a list that may not be there. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return [value].flat().filter(isJsonObject);
}
