/** Texts of what is captured of an account. Prices are X's, of pay-per-use in October 2026. */
export const enStreams = {
  title: 'What is captured',
  change: 'Change what is captured',
  see: 'See what is captured',
  about:
    'Own posts are always archived. The rest is read while it is switched on, and X bills nothing for what is off. What is archived stays when you switch it off; what happens from then on is not archived.',
  always: 'Always on',
  on: 'On',
  off: 'Off',
  names: {
    posts: 'Own posts',
    mentions: 'Mentions and replies by others',
    quotes: 'Quotes by others',
    messages: 'Direct messages',
    likes: 'Likes',
    profile: 'Profile changes',
  },
  /** For lists. */
  shortNames: {
    posts: 'Own posts',
    mentions: 'Mentions',
    quotes: 'Quotes',
    messages: 'Direct messages',
    likes: 'Likes',
    profile: 'Profile changes',
  },
  holds: {
    posts: 'Posts, replies, reposts and quotes that the account makes, with their media.',
    mentions: 'Posts of others that name the account; replies to its posts do too.',
    quotes: 'Posts of others that quote a post of the account.',
    messages:
      'What the account and others write to each other, in pairs and in groups, with pictures, and who joins or leaves. Not X’s encrypted chat.',
    likes:
      'Posts of anybody that the account likes. X does not tell when it began to, only that it does: the time it was noticed is kept.',
    profile: 'A record of name, description, pictures and so on, and one for each change of them.',
  },
  reach: {
    posts:
      'X lists the 3,200 newest. Older ones come from the archive that the owner downloads from X.',
    mentions: 'X lists the 800 newest.',
    quotes: 'X finds those of the last 7 days.',
    messages: 'X lists those of the last 30 days.',
    likes: 'X lists all.',
    profile: 'X tells only how it is now: changes are archived from now on.',
  },
  bills: {
    posts: 'X bills $0.005 a post, or $0.001 if the account owns the X app.',
    mentions: 'X bills $0.005 a post, or $0.001 if the account owns the X app.',
    quotes: 'X bills $0.005 a post.',
    messages:
      'X bills $0.010 a message or other event; the 100 newest are read again with each capture, which X bills once a day.',
    likes:
      'X bills $0.001 a like; the 100 newest are read again with each capture, which X bills once a day.',
    profile: 'X bills at most $0.010 a day.',
  },
  since: (at: string) => `on since ${at}`,
  archived: (count: string) => `${count} archived`,
  archivedInbound: (count: string) => `${count} posts of others archived, mentions and quotes`,
  read: (count: string) => `${count} read from X`,
  caughtUp: (at: string) => `caught up ${at}`,
  notRead: 'not read to the end yet',
  waits: (name: string, until: string) => `${name}: waits until ${until}`,
  switchedOn: (name: string) => `${name}: switched on. A worker reads it with the next capture.`,
  switchedOff: (name: string) => `${name}: switched off. What is archived of it stays.`,
  messagesTitle: (name: string) => `Archive the direct messages of @${name}?`,
  messagesPrivate:
    'They are private: others have written them, and do not know that they are archived. Consult your works council and your privacy officer first.',
  messagesNeed:
    'The X app needs the permission “Read and write and Direct message” in X’s developer portal. The account’s owner must log in again after it was given: open the connector in the Purview portal. Until then messages wait, and this page says so.',
  switchOn: 'Switch on',
};
