import { type Stream, type XCredentials } from '@app/domain';

export interface CaptureRequest {
  accountId: string;
  /** As the account is called at X; quotes are looked for by it. */
  username?: string;
  credentials: XCredentials;
  /** Its own posts unless told; `deletions`: what is archived is looked at again. */
  stream?: Stream;
  /** Try even while the account is parked: an admin has mended something. */
  evenIfParked?: boolean;
  signal?: AbortSignal;
  /** Called after each page is safe. */
  onPage?: (added: number) => void;
}
