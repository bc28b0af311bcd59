import { type XCredentials } from '@app/domain';

export interface CaptureRequest {
  accountId: string;
  credentials: XCredentials;
  /** Try even while the account is parked: an admin has mended something. */
  evenIfParked?: boolean;
  signal?: AbortSignal;
  /** Called after each page is safe. */
  onPage?: (added: number) => void;
}
