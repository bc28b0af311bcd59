/** As far as we use it; the package has no types of its own. */
declare module 'passport-azure-ad' {
  type Done = (error: unknown, user?: unknown, info?: unknown) => void;

  /** What a strategy knows of the tenant; by default it reads and caches that itself. */
  export interface Metadata {
    oidc: {
      issuer: string;
      algorithms: string[];
      authorization_endpoint?: string;
      token_endpoint?: string;
    };
    /** The PEM of the public key with this id; throws when there is none. */
    generateOidcPEM(kid: string): string;
  }

  interface CommonOptions {
    identityMetadata: string;
    clientID: string;
    issuer?: string[];
    /** Seconds. */
    clockSkew?: number;
    loggingLevel?: 'info' | 'warn' | 'error';
    loggingNoPII?: boolean;
  }

  class Strategy {
    authenticate(request: object, options?: object): void;
  }

  export class BearerStrategy extends Strategy {
    constructor(
      options: CommonOptions & { audience: string[] },
      verify: (claims: unknown, done: Done) => void,
    );
    loadMetadata(params: object, next: (error: unknown, metadata?: Metadata) => void): void;
  }

  export interface OidcOptions extends CommonOptions {
    responseType: 'code';
    responseMode: 'query';
    redirectUrl: string;
    allowHttpForRedirectUrl: boolean;
    clientSecret: string;
    scope: string[];
    sessionKey: string;
    /** Seconds. */
    nonceLifetime: number;
    nonceMaxAmount: number;
    passReqToCallback: false;
  }

  export interface OidcParams {
    metadata: Metadata & { fetch(callback: (error?: unknown) => void): void };
    cachekey: string;
  }

  export interface OidcTokens {
    id_token?: string;
    access_token?: string;
    token_type?: string;
  }

  export class OIDCStrategy extends Strategy {
    constructor(options: OidcOptions, verify: (profile: unknown, done: Done) => void);
    collectInfoFromReq(
      params: OidcParams,
      request: object,
      next: (error?: unknown) => void,
      response?: object,
    ): void;
    _getAccessTokenBySecretOrAssertion(
      code: string,
      config: object,
      next: (error: unknown) => void,
      callback: (error: unknown, tokens?: OidcTokens) => void,
    ): void;
  }
}
