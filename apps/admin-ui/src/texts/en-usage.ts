/** Texts about what is used of what may be used, in English. */
export const enUsage = {
  reads: 'Read from X this month',
  readsOf: (used: string) => `${used}; no limit is set`,
  readsOfLimit: (used: string, limit: string, percent: string) =>
    `${used} of ${limit} (${percent} %)`,
  ofAccount: (count: string) => `of this account: ${count}`,
  spent: 'Used up: nothing is read until the month (UTC) is over, or the limit is raised.',
  reserved: 'The rest is for own posts: other streams are not read until the month (UTC) is over.',
  deliveries: 'Delivered today',
  deliveriesOf: (items: string, limit: string) => `${items} of ${limit} items`,
  waiting: (tasks: string, items: string) =>
    `waiting for a later day (UTC): ${items} items of ${tasks} tasks`,
};
