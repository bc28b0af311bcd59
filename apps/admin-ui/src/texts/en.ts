import { enAuditActions } from './en-audit-actions';
import { enCompleteness } from './en-completeness';
import { enImports } from './en-imports';
import { enSelfTest } from './en-self-test';
import { enSettings } from './en-settings';
import { enRecheck } from './en-recheck';
import { enStreams } from './en-streams';
import { enTasks } from './en-tasks';
import { enUsage } from './en-usage';

/** Every text of the admin pages, in English. Another language is another file of the same form (`Texts`). */
export const en = {
  /** How dates and numbers are written. */
  locale: 'en-GB',
  byteUnits: ['bytes', 'KB', 'MB', 'GB', 'TB'],
  product: 'Twitter archive connector',
  skip: 'Skip to the content',
  loading: 'Loading …',
  refresh: 'Refresh',
  refreshing: 'Refreshing …',
  more: 'Load more',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'Not copied: select the text',
  none: '–',
  action: 'Action',
  unknownPage: {
    title: 'There is no such page',
    text: 'The address is not one of these pages.',
    home: 'Go to Home',
  },
  nav: {
    label: 'Pages',
    home: 'Home',
    accounts: 'Accounts',
    tasks: 'Tasks',
    parked: 'Parked items',
    audit: 'Audit log',
    settings: 'Settings',
  },
  header: {
    signOut: 'Sign out',
    language: 'Language',
    theme: 'Colours',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    bootstrap: 'Signed in with the APISecretKey',
    readOnly: 'Read only',
  },
  problem: {
    correlationId: (id: string) => `Correlation id: ${id}`,
    retry: 'Try again',
    noAnswer: 'The connector does not answer. Check the connection; the page goes on trying.',
    forbidden: 'You may not do this.',
    notFound: 'This is not here, or not any more.',
    tooMany: 'Too many requests. Wait a minute and try again.',
    unexpected: (status: number) => `The connector answered with status ${status}.`,
    field: (field: string, rule: string) => `${field} ${rule}`,
    crashed: 'This page has failed. Load it anew; if it fails again, tell the developers.',
    reload: 'Load anew',
  },
  signIn: {
    title: 'Sign in',
    about:
      'Here admins see what is archived and delivered, and keep the settings of the connector.',
    entra: 'Sign in with Microsoft',
    entraHelp:
      'Your account needs the app role Connector.Admin, or Connector.Examiner to look without changing anything.',
    noEntra:
      'Signing in with Microsoft is not set up yet. Sign in with the tenant id and the APISecretKey to set it up.',
    other: 'Sign in with the APISecretKey',
    otherHelp:
      'Signing in with Microsoft is set up. The key now only opens the set-up page of a job, from the portal. Here it changes nothing, unless Entra ID refuses what is set: then it lets you set the Entra ID values anew.',
    tenantId: 'Tenant id',
    apiSecretKey: 'APISecretKey',
    submit: 'Sign in',
    wrong: 'Tenant id or APISecretKey is wrong.',
    ended: 'Your session has ended. Sign in again.',
    failed: {
      'not-set-up': 'Signing in with Microsoft is not set up yet: the Entra ID values are missing.',
      'begun-elsewhere':
        'This sign-in was begun in another window or too long ago. Begin it again here, and allow cookies.',
      declined: 'Microsoft Entra ID did not sign you in, or you said no. Try again.',
      'secret-refused':
        'Entra ID refuses the secret of the connector: it is wrong or has run out. Sign in with the APISecretKey below and set a new one.',
      'code-refused': 'Entra ID did not know this sign-in any more. Try again.',
      'token-refused':
        'What Entra ID said about you could not be believed. Check that the tenant id and the application id belong together.',
      unavailable: 'Entra ID does not answer. Try again in a few minutes.',
    },
    failedOtherwise: 'Signing in has failed. Try again.',
  },
  noRole: {
    title: 'You have no role here',
    text: (name: string) =>
      `${name} is signed in, but has neither of the app roles of this connector, Connector.Admin and Connector.Examiner.`,
    how: 'An administrator of Entra ID gives it to you: Enterprise applications → this connector → Users and groups. Then sign in again.',
  },
  home: {
    title: 'Home',
    attention: 'Needs attention',
    quiet: 'Nothing needs attention.',
    severity: { error: 'Error', warning: 'Warning', info: 'Note' },
    since: 'Since',
    alerts: 'Alerts',
    raised: 'Raised',
    usage: 'Used of what may be used',
    accounts: 'Connected accounts',
    noAccounts:
      'No account is connected yet. It is connected in the Microsoft Purview portal, when a connector job is set up.',
    lastCapture: 'Last capture',
    noCapture: 'nothing was captured yet',
    lastDelivery: 'Last delivery',
    noDelivery: 'nothing was delivered yet',
    deliveredItems: (count: string) => `${count} items`,
    tasks: 'See the task',
  },
  accounts: {
    title: 'Accounts',
    empty:
      'No account is connected yet. It is connected in the Microsoft Purview portal, when a connector job is set up.',
    account: 'Account',
    state: 'State',
    states: {
      capturing: 'Capturing',
      'never-captured': 'Not captured yet',
      late: 'Capture is late',
      parked: 'Cannot be read',
      paused: 'Paused',
      'not-set-up': 'Set-up not finished',
      deleted: 'Connector deleted',
    },
    parkedFor: {
      'twitter.rate_limited': 'Waits for X’s limit',
      'twitter.unauthorized': 'X refuses its keys',
      'twitter.payment_required': 'X credits are spent',
      'secrets.missing': 'Its keys are missing',
    },
    caughtUp: 'Caught up',
    reads: 'Read from X so far',
    readsOf: (count: string) => `${count} posts`,
    jobs: 'Jobs',
    jobStates: { pending: 'set-up not finished', created: 'set up', deleted: 'deleted' },
    remediation: {
      Relogin: (since: string) =>
        `the account’s owner must log in at X again, since ${since}: open the connector in the Purview portal`,
      Unknown: (since: string) =>
        `the Import service reports trouble that it does not name, since ${since}: look at the connector in the Purview portal`,
    },
    parkedUntil: (until: string) => `Waits until ${until}`,
    loggedIn: 'Logged in at X',
    consent: 'Consent',
    noConsent:
      'No consent was asked for: the account was not connected on this connector’s own set-up page.',
    consentOf: (name: string, at: string, version: string) =>
      `Given by @${name} ${at}, text version ${version}; the text is in the audit log`,
    archived: 'In the archive',
    archivedPosts: (count: string) => `${count} versions of posts`,
    kinds: 'What is captured',
    pause: 'Pause',
    resume: 'Resume',
    capture: 'Capture now',
    captureRequested: (at: string) =>
      `A capture was asked for ${at}; the worker begins within seconds.`,
    pauseTitle: (name: string) => `Pause the capture of @${name}?`,
    pauseText:
      'Nothing new is captured until you resume. What is posted and deleted meanwhile is lost for the archive. Deliveries wait.',
    back: 'All accounts',
  },
  coverage: {
    title: 'Coverage',
    about: 'Which stretches of time are known to be captured without a gap.',
    empty: 'Nothing was captured yet.',
    states: {
      complete: 'complete',
      unreachable: 'out of reach of X’s API',
      unread: 'not read yet',
    },
    beginning: 'from the beginning',
    summary: (complete: number, unread: number, unreachable: number) =>
      `Stretches: ${complete} complete, ${unread} not read yet, ${unreachable} out of reach.`,
    table: 'Coverage as a table',
    from: 'From',
    to: 'To',
    state: 'State',
    posts: 'Posts',
  },
  counts: {
    title: 'Archived by day',
    about:
      'Each version of an edited post counts, on the day it was made; likes, profile changes and deletions on the day they were noticed.',
    by: { day: 'by day', week: 'by week', month: 'by month' },
    highest: (by: string, most: string) => `${by}; the highest bar: ${most}`,
    range: 'Time range',
    ranges: { 30: 'Last 30 days', 90: 'Last 90 days', 365: 'Last year', 3650: 'Last 10 years' },
    empty: 'Nothing is archived of this time.',
    picture: (total: string, from: string, to: string) => `${total} archived from ${from} to ${to}`,
    table: 'Counts as a table',
    begins: 'Begins',
    total: 'All',
  },
  /** Of entries and items. */
  kinds: {
    post: 'Posts',
    reply: 'Replies',
    repost: 'Reposts',
    quote: 'Quotes',
    unreadable: 'Not as X describes it (kept as it came)',
    inbound: 'Posts of others',
    message: 'Direct messages',
    like: 'Likes',
    profile: 'Profile changes',
    deletion: 'Deletions',
  } as Record<string, string>,
  tasks: enTasks,
  parked: {
    title: 'Parked items',
    about:
      'Posts that could not be converted or delivered. They stay in the archive. “Ask for it again” makes the Import service ask for one, and then it is tried anew; it is not by itself.',
    empty: 'No items are parked.',
    total: (total: string) => `${total} in all`,
    post: 'Post',
    account: 'Account',
    job: 'Job',
    reason: 'Reason',
    since: 'Parked',
    task: 'Task',
    retry: 'Ask for it again',
    requested: (at: string) => `asked for again ${at}`,
  },
  audit: {
    title: 'Audit log',
    empty: 'No events in this time.',
    filter: 'Filter',
    from: 'From',
    to: 'To',
    action: 'Action',
    allActions: 'All actions',
    actions: enAuditActions,
    actor: 'Who',
    actorHint: 'A whole name, id or kind, such as “worker”',
    search: 'Search',
    clear: 'Clear',
    still: 'Filtered. New events appear when you search again.',
    download: 'Download as CSV',
    at: 'When',
    what: 'What',
    subject: 'To what',
    result: 'Result',
    results: { done: 'done', refused: 'refused' },
    details: 'Details',
    cut: (begin: string) => `${begin} … (all of it in the CSV)`,
    kinds: {
      admin: 'admin',
      examiner: 'examiner',
      user: 'signed in, no role',
      unknown: 'not signed in',
      bootstrap: 'APISecretKey (settings)',
      'setup-key': 'APISecretKey (set-up)',
      'import-service': 'Import service',
      worker: 'worker',
      operator: 'command line',
    } as Record<string, string>,
  },
  recheck: enRecheck,
  streams: enStreams,
  imports: enImports,
  usage: enUsage,
  completeness: enCompleteness,
  selfTest: enSelfTest,
  settings: enSettings,
};

/** The form of a language: the same keys, any words. */
export type Texts = typeof en;
