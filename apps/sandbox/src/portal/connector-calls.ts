import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';

import { SandboxAddress } from '../core/sandbox-address';
import { SandboxCredentials } from '../core/sandbox-credentials';
import { EntraTokens } from '../entra/entra-tokens';

const TIMEOUT_MS = 30_000;
const NO_CONNECTOR = 'What answers there is no connector.';

const validation = z.object({ Status: z.boolean(), Message: z.string().nullable() });
const creation = z.object({ IsJobCreated: z.boolean(), Reason: z.string().nullable() });

/** What came of a call: a sentence for the admin when it was not as it should be. */
export type CallResult = { ok: true } | { ok: false; message: string };

/** What the portal asks a connector web app (office365-import-protocol.md). */
@Injectable()
export class ConnectorCalls {
  private readonly log = new Logger(ConnectorCalls.name);

  constructor(
    private readonly credentials: SandboxCredentials,
    private readonly tokens: EntraTokens,
    private readonly address: SandboxAddress,
  ) {}

  /** "Validate connection", with the password the admin has typed. */
  async validate(connectionUrl: string, password: string): Promise<CallResult> {
    const proof = Buffer.from(`${this.credentials.tenantId}:${password}`).toString('base64');
    const url = addressOf(connectionUrl, '/setup/Validate');
    return this.read(url, { headers: { authorization: `Basic ${proof}` } }, (json) => {
      const { data } = validation.safeParse(json);
      if (!data) return refused(NO_CONNECTOR);
      return data.Status ? { ok: true } : refused(data.Message ?? 'It is not configured.');
    });
  }

  async isCreated(connectionUrl: string, jobId: string): Promise<CallResult> {
    const url = addressOf(connectionUrl, '/job/IsCreated', { jobId });
    return this.read(url, { headers: await this.asService() }, (json) => {
      const { data } = creation.safeParse(json);
      if (!data) return refused(NO_CONNECTOR);
      const reason = data.Reason ?? 'Nobody has finished the login in the web app yet.';
      return data.IsJobCreated ? { ok: true } : refused(reason);
    });
  }

  /** A connector that does not know the job any more is as good as one that has deleted it. */
  async onDeleted(connectionUrl: string, jobId: string): Promise<CallResult> {
    const url = addressOf(connectionUrl, '/job/OnDeleted', { jobId });
    return this.read(url, { method: 'DELETE', headers: await this.asService() }, undefined, 404);
  }

  async onRemediation(connectionUrl: string, jobId: string): Promise<CallResult> {
    const query = { jobId, remediationType: 'Relogin' };
    const url = addressOf(connectionUrl, '/job/OnRemediation', query);
    return this.read(url, { headers: await this.asService() });
  }

  setUpPage(connectionUrl: string, jobId: string): string {
    const { tenantId } = this.credentials;
    return addressOf(connectionUrl, '/preview/OnJobCreating', { jobId, tenantId });
  }

  private async asService(): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.tokens.importToken(this.address.origin)}` };
  }

  private async read(
    url: string,
    init: RequestInit,
    understand: (json: unknown) => CallResult = () => ({ ok: true }),
    alsoFine = 200,
  ): Promise<CallResult> {
    const answer = await this.ask(url, init);
    if (!answer) return refused(`The connector does not answer at ${new URL(url).origin}.`);
    const { status, text } = answer;
    if (status === alsoFine && status !== 200) return { ok: true };
    if (status === 401) return refused('The connector does not accept the password.');
    if (status !== 200) return refused(`The connector answers ${status}.`);
    return understand(jsonOf(text));
  }

  /** `undefined` when nobody listens, or nobody answers in time. */
  private async ask(url: string, init: RequestInit) {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(url, { ...init, signal, redirect: 'error' });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      this.log.warn(`${new URL(url).pathname} has no answer: ${String(error)}`);
      return undefined;
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refused(message: string): CallResult {
  return { ok: false, message };
}

function addressOf(connectionUrl: string, path: string, query: Record<string, string> = {}) {
  const url = new URL(connectionUrl.replace(/(?<!\/)\/+$/, '') + path);
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
