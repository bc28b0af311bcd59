import { type User } from '@app/domain';

import { displayNameOf } from '../item-users';
import { headerText } from './header-text';
import { type Mailbox, type Message } from './message';

/**
 * X tells no e-mail addresses. `.invalid` is reserved never to be anybody's (https://www.rfc-editor.org/rfc/rfc6761#section-6.4): an
 * answer sent by mistake reaches nobody.
 */
export const MAIL_DOMAIN = 'twitter.invalid';

/** Longer names are none of X's (50 signs) and would make lines longer than mail allows. */
const MAX_SIGNS = 60;

/**
 * The handle, in lower case, as people search for it. Who is known by id only is `id-…`: no handle has a hyphen in it, so the two
 * never meet. Anything else that stands for a handle is not one, and not let into an address.
 */
export function mailboxOf(user: User): Mailbox {
  const handle = user.username?.toLowerCase() ?? '';
  const id = user.id !== undefined && /^\d{1,19}$/.test(user.id) ? `id-${user.id}` : 'unknown';
  return {
    name: displayNameOf({ ...user, name: short(user.name), username: short(user.username) }) ?? '',
    address: `${/^\w{1,50}$/.test(handle) ? handle : id}@${MAIL_DOMAIN}`,
  };
}

function short(name: string | undefined): string | undefined {
  return name === undefined ? undefined : headerText(name, MAX_SIGNS);
}

/** Whoever is written in two ways is one mailbox still. */
export function mailboxesOf(to: User[], cc: User[]): Pick<Message, 'to' | 'cc'> {
  const boxes = once(to);
  const known = new Set(boxes.map(({ address }) => address));
  return { to: boxes, cc: once(cc).filter(({ address }) => !known.has(address)) };
}

function once(users: User[]): Mailbox[] {
  return [...new Map(users.map(mailboxOf).map((box) => [box.address, box])).values()];
}
