import { type ManifestLink } from './manifest-archive';

export interface StoredBlob {
  name: string;
  bytes: number;
}

/** A row of a chain of manifests; without a link it is not readable. */
export interface StoredLink {
  key: string;
  link?: ManifestLink;
}

/**
 * Chains of manifests as they lie there, for who checks them: nothing that a row or a blob says of itself is believed. Memory does not
 * grow with them. Rejects with `archive.unavailable`.
 */
export abstract class StoredChains {
  /** Every row of a job's chain: the head first, then by sequence, then by task. */
  abstract links(jobId: string): AsyncIterable<StoredLink>;

  /** All blobs whose name begins so, by name. */
  abstract blobs(prefix: string): AsyncIterable<StoredBlob>;

  /** The folders in one (`''`: the uppermost), by name, which ends with a slash. */
  abstract folders(prefix: string): AsyncIterable<string>;

  /** Rejects with `archive.not_found` too. */
  abstract open(name: string): Promise<AsyncIterable<Uint8Array>>;
}
