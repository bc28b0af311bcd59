/** What the admin API answers; by hand until its document is generated. */

export interface SessionView {
  kind: 'admin' | 'no-role' | 'bootstrap' | 'anonymous';
  name?: string;
  csrfToken?: string;
  expiresAt?: string;
  canUseEntra: boolean;
}

export interface Attention {
  kind:
    | 'settings-missing'
    | 'relogin'
    | 'capture-parked'
    | 'capture-late'
    | 'gap'
    | 'task-failed'
    | 'parked-items'
    | 'account-paused';
  severity: 'error' | 'warning' | 'info';
  subject?: string;
  text: string;
  since?: string;
}

export interface HomeView {
  accounts: AccountSummary[];
  lastCaptureAt?: string;
  lastDelivery?: { jobId: string; taskId: string; at: string; itemCount: number };
  attention: Attention[];
}

export type SettingName =
  'xAppKey' | 'xAppSecret' | 'xAccessToken' | 'xAccessSecret' | 'aadAppId' | 'aadAppSecret';

export interface SettingView {
  name: SettingName;
  isSecret: boolean;
  isSet: boolean;
  setAt?: string;
  setBy?: string;
  value?: string;
}

export interface SettingsView {
  settings: SettingView[];
  redirectUri: string;
  callbackUrl: string;
}

export interface TestResult {
  ok: boolean;
  message: string;
  code?: string;
  checkedAt: string;
}

export interface AccountSummary {
  accountId: string;
  username: string;
  jobs: {
    jobId: string;
    state: 'pending' | 'created' | 'deleted';
    createdAt: string;
    remediation?: { type: string; since: string };
  }[];
  state: 'capturing' | 'never-captured' | 'parked' | 'paused' | 'not-set-up';
  parked?: { reason: string; until: string; message: string };
  caughtUpAt?: string;
  postsRead: number;
  loggedInAt?: string;
}

export interface Stretch {
  from: string;
  to: string;
  fromId: string;
  toId: string;
  state: 'complete' | 'unreachable' | 'unread';
  posts: number;
}

export interface AccountDetail extends AccountSummary {
  kindsCaptured: { kind: string; on: boolean }[];
  archived: number;
  coverage: Stretch[];
  captureRequestedAt?: string;
}

export interface DayCount {
  day: string;
  total: number;
  byKind: Record<string, number>;
}

export interface TaskView {
  jobId: string;
  taskId: string;
  accountId?: string;
  username?: string;
  window: { start: string; end: string };
  state: 'waiting' | 'delivered' | 'handed-back';
  receivedAt: string;
  completedAt?: string;
  itemCount?: number;
  dirtyEntities: number;
  progress?: { delivered: number; at: string };
  lastError?: { code: string; message: string; at: string; attempt: number };
}

export interface TaskDetail extends TaskView {
  manifest?: {
    sequence: number;
    sha256: string;
    counts: { items: number; bytes: number; parked: number; missingMedia: number };
    countsByKind: Record<string, number>;
    previous?: { sequence: number; sha256: string };
  };
}

export interface ParkedItemView {
  jobId: string;
  accountId: string;
  username?: string;
  postId: string;
  taskId: string;
  reason: string;
  parkedAt: string;
  retryRequestedAt?: string;
  permalink: string;
}

export interface AuditEventView {
  at: string;
  actor: { kind: string; id?: string; name?: string; ip?: string };
  action: string;
  subject?: string;
  result: 'done' | 'refused';
  details: Record<string, string | number | boolean>;
}

/** The documents of the lists that come page by page. */
export interface TaskPage {
  tasks: TaskView[];
  continuation?: string;
}
export interface ParkedItemPage {
  items: ParkedItemView[];
  continuation?: string;
  total: number;
}
export interface AuditPage {
  events: AuditEventView[];
  continuation?: string;
  actions: string[];
}
