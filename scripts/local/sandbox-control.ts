import { Agent, request } from 'undici';
import { z } from 'zod';

/** Earlier versions of an edited post are a little older than what X lists. */
const DAY_MS = 24 * 3600_000;

const counts = z.record(z.string(), z.number());

const statsSchema = z.object({
  account: z.object({ id: z.string(), username: z.string() }),
  dataset: z.object({
    visible: z.number(),
    earlierVersions: z.number(),
    deleted: z.number(),
    byKind: counts,
    /** When the oldest post was made. */
    oldest: z.string().optional(),
  }),
  requests: counts,
  postsRead: z.number(),
  /** Requests that faults are still waiting for. */
  faults: z.number(),
  /** How many requests each fault has met that has a name. */
  faultsMet: counts,
});

const importSchema = z.object({
  windows: z.object({ issued: z.number(), open: z.number(), done: z.number(), failed: z.number() }),
  completions: z.looseObject({
    accepted: z.number(),
    /** In the same words, after the end. */
    repeated: z.number(),
    /** A temporary failure after the end. */
    withdrawn: z.number(),
    /** Something else after the end. */
    changed: z.number(),
    temporary: z.number(),
    permanent: z.number(),
  }),
  items: z.looseObject({
    imported: z.number(),
    /** Again, though nobody asked for it: as it was, or otherwise. */
    redelivered: z.number(),
    'redelivered, changed': z.number(),
    /** Once for each task that named it. */
    'redelivered, asked for': z.number(),
  }),
  byType: counts,
  /** Items that were to be delivered again, and how many tasks that ask so are not done. */
  askedAgain: z.array(z.string()),
  openAgain: z.number(),
  invalid: z.array(z.object({ fileName: z.string(), reason: z.string() })),
  /** Everything before has been asked for and imported. */
  settledUpTo: z.string(),
  mailbox: z.string(),
});

const userKeysSchema = z.object({ accessToken: z.string(), accessSecret: z.string() });
type UserKeys = z.infer<typeof userKeysSchema>;

export type SandboxStats = z.infer<typeof statsSchema>;
export type ImportStats = z.infer<typeof importSchema>;

/** The strings of the sandbox, pulled over https. */
export class SandboxControl {
  private readonly dispatcher: Agent;

  constructor(
    readonly url: string,
    ca: string,
  ) {
    // No connection is kept: the sandbox could close it in the moment it is used again.
    this.dispatcher = new Agent({ connect: { ca }, pipelining: 0 });
  }

  async stats(): Promise<SandboxStats> {
    return statsSchema.parse(await this.call('GET', '/control/stats'));
  }

  async importState(jobId: string): Promise<ImportStats> {
    return importSchema.parse(
      await this.call('GET', `/control/import/state?jobId=${encodeURIComponent(jobId)}`),
    );
  }

  /** Makes the Import service ask for all there is, and then for what is new every few seconds. */
  async startImport(
    jobId: string,
    followUpSeconds: number,
    more: { from?: string; windowDays?: number; connectorUrl?: string } = {},
  ): Promise<void> {
    const { oldest } = (await this.stats()).dataset;
    const from = oldest && new Date(Date.parse(oldest) - DAY_MS).toISOString();
    await this.call('POST', '/control/import/start', { jobId, from, followUpSeconds, ...more });
  }

  async ask(body: object): Promise<string> {
    const answer = await this.call('POST', '/control/import/tasks', body);
    return z.object({ taskId: z.string() }).parse(answer).taskId;
  }

  /** The account posts, or another user; ids in the order they were made. */
  async post(count: number, authorId?: string, text?: string): Promise<string[]> {
    const answer = await this.call('POST', '/control/posts', { count, authorId, text });
    return z.object({ ids: z.array(z.string()) }).parse(answer).ids;
  }

  /** The account posts a text, or another user, in answer to a post, or quoting one; the id of the post. */
  async say(
    text: string,
    more: { authorId?: string; replyTo?: string; quotes?: string } = {},
  ): Promise<string> {
    const answer = await this.call('POST', '/control/posts', { text, ...more });
    const [id = ''] = z.object({ ids: z.array(z.string()) }).parse(answer).ids;
    return id;
  }

  /** Somebody writes a direct message to the account; the event's id. */
  async write(text: string): Promise<string> {
    const answer = await this.call('POST', '/control/messages', { text });
    return z.object({ id: z.string() }).parse(answer).id;
  }

  /** How many messages a mailbox of e-mail holds. */
  async mailCount(mailbox: string): Promise<number> {
    const answer = await this.call('GET', '/control/mailboxes');
    const { mailboxes } = z.object({ mailboxes: z.record(z.string(), z.number()) }).parse(answer);
    return mailboxes[mailbox] ?? 0;
  }

  async like(postId: string): Promise<void> {
    await this.call('PUT', `/control/likes/${postId}`);
  }

  async unlike(postId: string): Promise<void> {
    await this.call('DELETE', `/control/likes/${postId}`);
  }

  /** The account's profile says something else. */
  async changeProfile(fields: object): Promise<void> {
    await this.call('PUT', '/control/profile', fields);
  }

  /** What the connector's app may do for users who log in from now on. */
  async permit(permission: 'read' | 'read-write-directmessages'): Promise<void> {
    await this.call('PUT', '/control/x/permission', { permission });
  }

  /** Every secret the stand-ins have handed out since their start. */
  async issuedSecrets(): Promise<{ kind: string; value: string }[]> {
    const schema = z.array(z.object({ kind: z.string(), value: z.string() }));
    return schema.parse(await this.call('GET', '/control/issued-secrets'));
  }

  /** The id of the new version. */
  async edit(id: string, text: string): Promise<string> {
    const answer = await this.call('POST', `/control/posts/${id}/edit`, { text });
    return z.object({ id: z.string() }).parse(answer).id;
  }

  async delete(id: string): Promise<void> {
    await this.call('DELETE', `/control/posts/${id}`);
  }

  /** X does not show the post to the account any more, or shows it again. */
  async hide(id: string): Promise<void> {
    await this.call('PUT', `/control/posts/${id}/hidden`);
  }

  async show(id: string): Promise<void> {
    await this.call('DELETE', `/control/posts/${id}/hidden`);
  }

  /** The user takes back what the app was allowed: its keys are worth nothing from now on. */
  async shutOut(userId: string): Promise<void> {
    await this.call('DELETE', `/control/x/grants/${userId}`);
  }

  /** The user logs in again: its keys are the same, with the permission the app has now. */
  async letIn(userId: string): Promise<UserKeys> {
    return userKeysSchema.parse(await this.call('PUT', `/control/x/grants/${userId}`));
  }

  /** What the connector's app has registered in X's developer portal, instead of anything on this machine. */
  async registerCallbacks(...callbacks: string[]): Promise<void> {
    await this.call('PUT', '/control/x/callbacks', callbacks);
  }

  async addFault(fault: object): Promise<void> {
    await this.call('POST', '/control/faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.call('DELETE', '/control/faults');
  }

  /** A token that the Import service would call the connector with, but for what is changed. */
  async importToken(changes: object = {}): Promise<string> {
    const answer = await this.call('POST', '/control/entra/import-tokens', changes);
    return z.object({ token: z.string() }).parse(answer).token;
  }

  async rollOverKeys(keepOld: boolean): Promise<void> {
    await this.call('POST', '/control/entra/roll-over', { keepOld });
  }

  private async call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<unknown> {
    const response = await request(this.url + path, {
      method,
      dispatcher: this.dispatcher,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.body.text();
    if (response.statusCode < 300) return text === '' ? undefined : JSON.parse(text);
    throw new Error(`The sandbox answers ${method} ${path} with ${response.statusCode}: ${text}`);
  }
}
