import { filesOfContent, itemIdOf, type Profile, type ProfileChange, type User } from '@app/domain';

import { type ConversionContext } from '../conversion-context';
import { type Fact } from '../facts';
import { profileCard } from '../html/profile-card';
import { type Rendition } from '../rendition';
import { nameOf, utc } from '../wording';
import { accountUser } from './account-user';
import { noticedFacts, noticedHeaders, timeSpan } from './noticed';
import { changesInWords, profileFacts, sentenceOf } from './profile-words';

/** The account's profile as it was archived first, or what changed of it. */
export function profileRendition(change: ProfileChange, context: ConversionContext): Rendition {
  const { now, noticed } = change;
  const user = accountUser(context, userOf(now));
  const content = { type: 'profile', change } as const;
  const changes = changesInWords(change);
  const happened = change.before
    ? changes.map(sentenceOf).join('\n')
    : `The profile of ${nameOf(user)} as it was archived first.`;
  const whole = profileFacts(now).map(({ label, value }) => `${label}: ${value}`);
  return {
    id: itemIdOf(content, context.accountId),
    kind: 'profile',
    itemType: 'ProfileChange',
    time: noticed.at,
    sender: user,
    recipients: [user],
    threadId: `profile-${context.accountId}`,
    threadedUnder: [`profile-${context.accountId}`],
    isAnswer: false,
    title: `Profile of ${nameOf(user)}`,
    summary: change.before ? happened : 'as archived first',
    listName: 'Profile of',
    said: [happened, ['The whole profile:', ...whole].join('\n')].filter(Boolean),
    notes: change.before ? [`[Changed ${timeSpan(noticed)}; X does not tell when]`] : [],
    posts: [],
    files: filesOfContent(content),
    details: detailsOf(change),
    headers: [
      ['X-Twitter-Changed', changes.map(({ label }) => label).join(', ')],
      ...noticedHeaders(noticed),
    ],
    page: (files) => profileCard({ change, user, changes }, files),
  };
}

function userOf({ id, username, name, profileImageUrl }: Profile): User {
  return { id, username, name, profileImageUrl };
}

function detailsOf({ now, noticed }: ProfileChange): Fact[] {
  return [
    { label: 'User id', value: now.id },
    ...(now.createdAt ? [{ label: 'At X since', value: utc(now.createdAt) }] : []),
    ...noticedFacts(noticed),
  ];
}
