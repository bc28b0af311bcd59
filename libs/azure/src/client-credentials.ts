import { ClientSecretCredential } from '@azure/identity';
import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { AppError, type EntraCredentials, rejectedBy, Secret } from '@app/domain';

import { authorityOptions } from './authority-options';
import { isTokenRefusal } from './token-refusal';

/** Tokens of the connector's own Entra ID application. */
@Injectable()
export class ClientCredentials {
  private current?: { appId: string; secret: string; credential: ClientSecretCredential };

  constructor(private readonly config: AadConfig) {}

  /**
   * An access token for `scope`, from the library's cache until shortly before it expires. Rejects with
   * `export.completion_unauthorized` when Entra ID refuses the secret, `export.completion_unavailable` when it gives no answer,
   * or the signal's reason.
   */
  async accessToken(scope: string, app: EntraCredentials, signal?: AbortSignal): Promise<Secret> {
    const credential = this.credentialFor(app.appId, app.secret.reveal());
    try {
      const asked = credential.getToken(scope);
      // The library takes a signal and does not heed it.
      const { token } = await (signal ? Promise.race([asked, rejectedBy(signal)]) : asked);
      return new Secret(token);
    } catch (error) {
      this.forget(credential);
      signal?.throwIfAborted();
      throw tokenError(error);
    }
  }

  /** After an error the library itself would refuse to ask Entra ID for a minute; who needs the token knows how long to wait. */
  private forget(failed: ClientSecretCredential): void {
    if (this.current?.credential === failed) this.current = undefined;
  }

  /** One credential, and with it one token cache, for as long as application and secret stay. */
  private credentialFor(appId: string, secret: string): ClientSecretCredential {
    if (this.current?.appId !== appId || this.current.secret !== secret) {
      const { tenantId, authorityUrl } = this.config;
      const credential = new ClientSecretCredential(tenantId, appId, secret, {
        ...authorityOptions(authorityUrl),
        // Who needs the token tries again.
        retryOptions: { maxRetries: 0 },
      });
      this.current = { appId, secret, credential };
    }
    return this.current.credential;
  }
}

function tokenError(error: unknown): AppError {
  return isTokenRefusal(error)
    ? new AppError(
        'export.completion_unauthorized',
        'Entra ID gives no token for the Import service. Check the application id and its secret in the settings.',
        {},
        { cause: error },
      )
    : new AppError(
        'export.completion_unavailable',
        'Entra ID does not answer; a token for the Import service is asked for again later.',
        {},
        { cause: error },
      );
}
