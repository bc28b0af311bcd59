import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { AadConfig, slice } from '@app/config';
import { exportJWK, generateKeyPair, type GenerateKeyPairResult, type JWK, SignJWT } from 'jose';

export const tenantId = '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b';
export const appId = '22222222-2a6b-4a55-9f0c-0d1c1e2f3a4b';

/** An Entra ID tenant's published documents and keys on this machine, over http; it can be told to misbehave. */
export class FakeEntra {
  /** How often each path was asked for. */
  readonly asked: Record<string, number> = {};
  /** Answers every request, instead of the right answer. */
  answerWith?: { status: number; body: string };
  private keyId = 0;
  private jwks: JWK[] = [];
  private signing!: GenerateKeyPairResult;
  private readonly server: Server;

  constructor() {
    this.server = createServer(({ url = '' }, response) => {
      const path = url.split('?')[0] ?? '';
      this.asked[path] = (this.asked[path] ?? 0) + 1;
      const answer = this.answerWith ?? { status: 200, body: JSON.stringify(this.answer(path)) };
      response.writeHead(answer.status).end(answer.body);
    });
  }

  async start(): Promise<void> {
    await this.rollOver();
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get config(): AadConfig {
    return slice(AadConfig, { tenantId, appId, authorityUrl: new URL(this.url) });
  }

  get publicKey() {
    return this.signing.publicKey;
  }

  get kid(): string {
    return `key-${this.keyId}`;
  }

  issuer(version: 'v1' | 'v2'): string {
    return version === 'v1' ? `https://sts.example/${tenantId}/` : `${this.url}/${tenantId}/v2.0`;
  }

  /** A new key takes the place of the old one. */
  async rollOver(): Promise<void> {
    this.keyId += 1;
    this.signing = await generateKeyPair('RS256', { extractable: true });
    this.jwks = [{ ...(await exportJWK(this.signing.publicKey)), kid: this.kid, use: 'sig' }];
  }

  async sign(claims: object, header: object = {}): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: this.kid, ...header })
      .sign(this.signing.privateKey);
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(path: string): object {
    if (path.endsWith('/keys')) return { keys: this.jwks };
    const version = path.includes('/v2.0/') ? 'v2' : 'v1';
    return {
      issuer: this.issuer(version),
      authorization_endpoint: `https://login.example/${tenantId}/authorize`,
      token_endpoint: `https://login.example/${tenantId}/token`,
      jwks_uri: `${this.url}/${version}/keys`,
    };
  }
}
