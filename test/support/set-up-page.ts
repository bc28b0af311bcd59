import { z } from 'zod';

import { type TestStack } from './a-stack';

const isTrue = z.literal(true);

/** Sets jobs up over HTTP, as the set-up page does, in a browser of its own. */
export class SetUpPage {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly stack: TestStack) {}

  /** Logs in at X as the account's owner, for the job. */
  async logIn(jobId: string, accountId: string): Promise<void> {
    const answer = await this.call('GET', '/api/ConnectorSetup/OAuthUrl', { jobId });
    const loginUrl = z.url().parse(answer);
    const oauthToken = new URL(loginUrl).searchParams.get('oauth_token') ?? '';
    const agreed = await fetch(new URL('/oauth/authorize', loginUrl), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ oauth_token: oauthToken, user_id: accountId, answer: 'allow' }),
    });
    const back = new URL(agreed.headers.get('location') ?? '');
    const temporaryAccessCode = back.searchParams.get('oauth_verifier');
    const redirectUrl = back.origin + back.pathname;
    const body = { temporaryAccessCode, redirectUrl, jobId, oauthToken };
    isTrue.parse(await this.call('POST', '/api/ConnectorSetup/StoreToken', {}, body));
  }

  /** Finishes the set-up of a job, for the account that logged in. */
  async finish(jobId: string): Promise<void> {
    const answer = await this.call('GET', '/api/ConnectorSetup/GetEntities', { jobId });
    const [entity] = z.array(z.looseObject({ Id: z.string() })).parse(answer);
    isTrue.parse(await this.call('POST', '/api/ConnectorSetup/SavePage', { jobId }, entity));
    isTrue.parse(await this.call('GET', '/api/ConnectorSetup/DeleteToken', { jobId }));
  }

  /** What a route answers; rejects unless that is 200. */
  async call(
    method: string,
    path: string,
    query: Record<string, string> = {},
    body?: object,
  ): Promise<unknown> {
    const { tenantId, apiSecretKey } = this.stack.keys;
    const proof = Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64');
    const url = new URL(path, this.stack.connectorUrl);
    url.search = new URLSearchParams({ jobType: 'Twitter', ...query }).toString();
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Basic ${proof}`,
        cookie: [...this.cookies].map((pair) => pair.join('=')).join('; '),
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    const text = await response.text();
    if (response.status === 200) return text === '' ? undefined : JSON.parse(text);
    throw new Error(`${method} ${path} is answered with ${response.status}: ${text}`);
  }
}
