import { type Stream, type XCredentials } from '@app/domain';

export interface CaptureRequest {
  accountId: string;
  /** As the account was called when it was connected; X may know it by another name now. */
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
