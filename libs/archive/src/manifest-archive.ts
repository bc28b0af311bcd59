/** The last link of a job's chain of manifests. */
export interface ManifestLink {
  /** 1 for the first manifest of a job. */
  sequence: number;
  taskId: string;
  name: string;
  /** SHA-256 (hex) of the manifest's bytes. */
  sha256: string;
  /** Over {@link signedTextOf}; absent for manifests of before there were signatures. */
  signature?: LinkSignature;
}

export interface LinkSignature {
  keyId: string;
  value: string;
}

/** What is signed of a link: which manifest comes where in the chain of which job. */
export function signedTextOf(
  jobId: string,
  { sequence, taskId, sha256 }: Pick<ManifestLink, 'sequence' | 'taskId' | 'sha256'>,
): string {
  return `${JSON.stringify({ schemaVersion: 1, jobId, sequence, taskId, sha256 })}\n`;
}

/** Keeps one manifest per task, chained per job: each holds the hash of the one before. Rejects with `archive.unavailable`. */
export abstract class ManifestArchive {
  /**
   * Appends the manifest `build` makes from the chain's last link, unless the task has one already: then that one is returned and
   * `build` is not used. `sign` is given {@link signedTextOf} it. Atomic: of two tasks that append at once, one is built again on top of the other. Memory does not grow with
   * the manifest. Rejects with `archive.conflict` when others are quicker again and again.
   */
  abstract append(
    jobId: string,
    taskId: string,
    build: (previous: ManifestLink | undefined) => AsyncIterable<Uint8Array>,
    sign?: (text: string) => Promise<LinkSignature>,
  ): Promise<ManifestLink>;

  /** The links of a job by sequence. */
  abstract list(jobId: string): AsyncIterable<ManifestLink>;

  /** The links of a job whose `taskId` begins so, by sequence. */
  abstract listStartingWith(jobId: string, prefix: string): Promise<ManifestLink[]>;

  /** The manifest's bytes, checked against the link's SHA-256 (`archive.corrupt` when they differ, `archive.not_found`). */
  abstract read(link: ManifestLink): Promise<Uint8Array>;

  /**
   * The same bit by bit, with memory independent of its size. Who gets to the end has what was stored: the last bytes are given only
   * after the check. Rejects or throws as {@link read}.
   */
  abstract open(link: ManifestLink): Promise<AsyncIterable<Uint8Array>>;
}
