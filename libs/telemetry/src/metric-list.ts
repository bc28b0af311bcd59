interface MetricDoc {
  /** By https://ucum.org; what is counted, in braces. */
  unit: string;
  about: string;
  attributes: readonly string[];
}

/** How things stand, read from storage when somebody asks. */
export const gaugeDocs = {
  'twitter_archive.capture.lag_seconds': {
    unit: 's',
    about: 'Seconds since the stream was last read to its newest end.',
    attributes: ['account.id', 'stream'],
  },
  'twitter_archive.capture.gaps': {
    unit: '{gap}',
    about: 'Stretches of the stream that X does not list any more and that are not archived.',
    attributes: ['account.id', 'stream'],
  },
  'twitter_archive.x.reads': {
    unit: '{read}',
    about: 'What X has billed in this month (UTC), of all accounts.',
    attributes: [],
  },
  'twitter_archive.x.reads_limit': {
    unit: '{read}',
    about: 'What may be read in a month; absent without `X_READS_PER_MONTH`.',
    attributes: [],
  },
  'twitter_archive.queue.messages': {
    unit: '{message}',
    about: 'Messages in the queue of tasks, those under way included.',
    attributes: [],
  },
  'twitter_archive.queue.poisoned': {
    unit: '{message}',
    about: 'Messages of tasks that were put aside after too many tries.',
    attributes: [],
  },
  'twitter_archive.tasks.unfinished': {
    unit: '{task}',
    about: 'Tasks not delivered: `waiting` or `handed-back`. Counts to 999 of each job and state.',
    attributes: ['state'],
  },
  'twitter_archive.tasks.oldest_waiting_seconds': {
    unit: 's',
    about: 'Age of the task that waits longest, of the newest 999 of each job; 0 when none waits.',
    attributes: [],
  },
  'twitter_archive.items.parked': {
    unit: '{item}',
    about: 'Posts that could not be delivered and wait for somebody to look at them.',
    attributes: [],
  },
  'twitter_archive.alerts.raised': {
    unit: '{alert}',
    about: 'Broken promises by their code (docs/alerts.md).',
    attributes: ['code'],
  },
} as const satisfies Record<string, MetricDoc>;

/** What this process has done since it began. */
export const counterDocs = {
  'twitter_archive.capture.posts': {
    unit: '{post}',
    about: 'Versions of posts, messages and so on that were new to the archive.',
    attributes: ['account.id', 'stream'],
  },
  'twitter_archive.capture.runs': {
    unit: '{run}',
    about: 'Readings of a stream by how they ended: `caught-up`, `parked` or `failed`.',
    attributes: ['account.id', 'stream', 'outcome'],
  },
  'twitter_archive.tasks.tries': {
    unit: '{try}',
    about: 'Tries of tasks by how they ended: `delivered`, `failed`, `not-yet` and so on.',
    attributes: ['outcome'],
  },
  'twitter_archive.tasks.retries': {
    unit: '{try}',
    about: 'Tries of tasks that had failed before.',
    attributes: [],
  },
  'twitter_archive.items.delivered': {
    unit: '{item}',
    about: 'Items of tasks that the Import service was told are delivered.',
    attributes: ['job.id'],
  },
} as const satisfies Record<string, MetricDoc>;

/** How long something took. */
export const durationDocs = {
  'twitter_archive.http.duration_seconds': {
    unit: 's',
    about: "The connector's answers; `route` is its pattern, `none` where there is no such route.",
    attributes: ['method', 'route', 'status'],
  },
} as const satisfies Record<string, MetricDoc>;

/** docs/observability.md has a row for each, and the dashboards in deploy/ show each. */
export type GaugeName = keyof typeof gaugeDocs;
export type CounterName = keyof typeof counterDocs;
export type DurationName = keyof typeof durationDocs;
