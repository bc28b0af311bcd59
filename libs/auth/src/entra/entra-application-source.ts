import { type EntraCredentials } from '@app/domain';

/** Where our own Entra ID application is had from; bound by the app, as secrets are another lib's. */
export abstract class EntraApplicationSource {
  /** `undefined` while it is not set up. */
  abstract find(): Promise<EntraCredentials | undefined>;
}
