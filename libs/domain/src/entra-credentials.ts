import { type Secret } from './secret';

/** What the connector's Entra ID application proves itself with. */
export interface EntraCredentials {
  appId: string;
  secret: Secret;
}
