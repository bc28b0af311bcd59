import { type Link, type Media } from '@app/domain';

/** What may stand in a text of X's: posts and direct messages have it. */
export interface Written {
  text: string;
  links: Link[];
  media: Media[];
}

/**
 * The text of a post in pieces: what stands in it, and X's short links. Links that only stand for media of its own are left
 * out; blanks around the whole are cut.
 */
export function textPieces({ text, links, media }: Written): (string | Link)[] {
  const byUrl = new Map(links.map((link) => [link.url, link]));
  if (byUrl.size === 0) return trimmed([text]);
  const longestFirst = [...byUrl.keys()].sort((a, b) => b.length - a.length);
  const literal = longestFirst.map((url) => url.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pieces = text.split(new RegExp(`(${literal.join('|')})`)).map((piece, i) => {
    const link = i % 2 === 1 ? byUrl.get(piece) : undefined;
    return link?.isMedia && media.length > 0 ? '' : (link ?? piece);
  });
  return trimmed(pieces);
}

/** Blanks may stand before or after a link that was left out. */
function trimmed(pieces: (string | Link)[]): (string | Link)[] {
  const kept = pieces.filter((piece) => piece !== '');
  const first = kept[0];
  if (typeof first === 'string') {
    const text = first.trimStart();
    if (text === '') return trimmed(kept.slice(1));
    kept[0] = text;
  }
  const last = kept.at(-1);
  if (typeof last === 'string') {
    const text = last.trimEnd();
    if (text === '') return trimmed(kept.slice(0, -1));
    kept[kept.length - 1] = text;
  }
  return kept;
}
