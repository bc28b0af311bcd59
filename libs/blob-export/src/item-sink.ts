import { type Secret } from '@app/domain';

export interface UploadedFile {
  fileName: string;
  bytes: number;
  /** SHA-256 (hex) of what was written. */
  sha256: string;
}

/** The folder of one task in the container that the Import service lent us. */
export interface TaskFolder {
  /**
   * Writes a block blob; a blob of that name is replaced, so repeating an upload is harmless. The blob appears only when
   * all bytes are there. Memory does not grow with its size.
   */
  put(
    fileName: string,
    content: AsyncIterable<Uint8Array>,
    options?: { signal?: AbortSignal },
  ): Promise<UploadedFile>;
}

/** Where items are delivered: containers named by a SAS URI. */
export abstract class ItemSink {
  /**
   * Checks that the URI is one we write to: https (http for a configured local host), an Azure blob endpoint or a configured host,
   * a container, a signature. Throws `export.sas_invalid` or `export.sas_host_not_allowed`.
   */
  abstract check(containerSasUri: Secret): void;

  /**
   * Opens `{container}/{jobId}/{taskId}/`. Uploads reject with `export.sas_expired` (also: refused, container gone) or
   * `export.unavailable`. Throws as {@link check}.
   */
  abstract open(containerSasUri: Secret, jobId: string, taskId: string): TaskFolder;
}
