import { type Secret } from '@app/domain';

/** Where the APISecretKey is had from; bound by the app, as secrets are another lib's. */
export abstract class SetupKeySource {
  /** `undefined` when none is set: then nobody is let in. */
  abstract find(): Promise<Secret | undefined>;
}
