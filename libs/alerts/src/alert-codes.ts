/** Every promise somebody is told of when it is broken, and what to do about it; docs/alerts.md has a row for each. */
export const alertActions = {
  'capture-stopped':
    'Look at the account in the admin pages: it says why it cannot be read. What is posted and deleted meanwhile is lost for the archive.',
  'capture-late':
    'Check that a worker runs, and look into its log. What is posted and deleted meanwhile is lost for the archive.',
  'gap-opened':
    'Have the owner download the archive from X and upload it on the page of the account: it closes the gap.',
  silence:
    'Look at the account at X. If it has posts that the archive has not, X refuses them to this app: connect the account again.',
  'reads-near-limit': 'Raise X_READS_PER_MONTH, or let fewer streams be captured.',
  'task-failed': 'Look at the task in the admin pages: it says why it failed and what to do.',
  'task-poisoned':
    'Look at the tasks that wait in the admin pages, mend what they name, and try them again there.',
  'mail-stopped':
    'Look into the log of the worker (event mail): it says why. Nothing is lost: it is tried again by itself.',
  'mail-put-aside':
    'Look into the log of the worker (event mail): it says of each why. Each is tried again once a day.',
  'chain-broken':
    'Change nothing in the storage account. Run npm run verify for the whole list, and find out in the logs of the storage account who wrote there.',
  unexplained:
    'Download the file on the page "Completeness" of the account and tell the developers: something was not handed over that should have been.',
} as const;

export type AlertCode = keyof typeof alertActions;

/** Of an account, found at every look. */
export const accountCodes: readonly AlertCode[] = [
  'capture-stopped',
  'capture-late',
  'gap-opened',
  'silence',
];

/** Of the whole service, or of a job of it. */
export const serviceCodes = ['task-failed', 'task-poisoned', 'reads-near-limit'] as const;

/** Of an account's delivery to the mail server. */
export const mailCodes: readonly AlertCode[] = ['mail-stopped', 'mail-put-aside'];

/** Found once a day; everything else at every look. */
export const dailyCodes: readonly AlertCode[] = ['chain-broken', 'unexplained'];
