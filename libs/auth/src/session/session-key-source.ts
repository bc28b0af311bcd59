import { type Secret } from '@app/domain';

/** Where the key that seals our cookies is had from; bound by the app, as secrets are another lib's. */
export abstract class SessionKeySource {
  /** 32 bytes as base64, the same in every process; made when there is none. */
  abstract key(): Promise<Secret>;
}
