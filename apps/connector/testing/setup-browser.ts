import request, { type Response } from 'supertest';

import { type ConnectorApp } from './connector-app';

const SETUP = '/api/ConnectorSetup';

/** A browser in which an admin sets jobs up: it keeps its cookies. */
export class SetupBrowser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly connector: ConnectorApp) {}

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Begins a login; X's name for it. */
  async begin(query: Record<string, string> = {}): Promise<string> {
    const answer = await this.get('OAuthUrl', { jobType: 'Twitter', ...query });
    expect(answer.status).toBe(200);
    return new URL(answer.body as string).searchParams.get('oauth_token') ?? '';
  }

  /** Completes a login with what X gave back. */
  store(body: Record<string, string>): Promise<Response> {
    return this.keepingCookies(
      request(this.connector.server).post(`${SETUP}/StoreToken`).send(body),
    );
  }

  /** Logs in as an account's owner, from the beginning to the end. */
  async logIn(jobId: string, accountId: string): Promise<Response> {
    const oauthToken = await this.begin();
    const temporaryAccessCode = this.connector.x.agree(oauthToken, accountId);
    return this.store({ jobId, oauthToken, temporaryAccessCode });
  }

  get(route: string, query: Record<string, string>): Promise<Response> {
    return this.keepingCookies(
      request(this.connector.server).get(`${SETUP}/${route}`).query(query),
    );
  }

  savePage(jobId: string, entity: { Id: string; Name?: string }): Promise<Response> {
    const page = request(this.connector.server).post(`${SETUP}/SavePage`).query({ jobId });
    return this.keepingCookies(page.send(entity));
  }

  private async keepingCookies(sending: request.Test): Promise<Response> {
    const answer = await sending
      .set('authorization', this.connector.basic)
      .set('cookie', this.cookieHeader);
    for (const line of answer.get('Set-Cookie') ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}
