import { type Post, type PostReference, type User } from '@app/domain';

export function byWhomAndWhen({ author, createdAt }: Post): string {
  return `${nameOf(author)}, ${utc(createdAt)}`;
}

export function nameOf({ id, username }: User): string {
  return username ? `@${username}` : `user ${id ?? 'unknown'}`;
}

export function utc(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function whyMissing({ problem }: PostReference): string {
  return problem ? `which X did not show (${problem})` : 'which was not captured with it';
}

/** `@a`, `@a and @b`, `@a, @b and @c`. */
export function namesOf(users: readonly User[]): string {
  const names = users.map(nameOf);
  const last = names.at(-1) ?? 'nobody';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** `1 vote`, `2 votes`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

export const MEDIA_NAMES = { photo: 'Photo', video: 'Video', animated_gif: 'GIF' } as const;

/** `12.3 MB (12345678 bytes)`. */
export function sizeInWords(bytes: number): string {
  return bytes < 100_000 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB (${bytes} bytes)`;
}

/** Where X shows the post of this id, whoever wrote it. */
export function permalinkOfId(id: string): string {
  return `https://x.com/i/status/${id}`;
}

/** Where X shows the post; it needs no name, and X leads from there to the right one. */
export function permalinkOf({ id, author }: Post): string {
  const handle = author.username && /^\w{1,50}$/.test(author.username) ? author.username : 'i';
  return `https://x.com/${handle}/status/${id}`;
}
