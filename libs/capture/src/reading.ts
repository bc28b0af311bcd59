/** X asks us to wait. */
export interface Limited {
  retryAt: Date;
}

/** What one run reads of one stream. */
export interface Reading {
  /** Versions that were new to the archive. */
  readonly added: number;
  readonly pages: number;

  /** Reads all there is to read. Each page is safe before the next is asked for; stopped at any moment and begun again, it loses nothing. */
  readAll(): Promise<Limited | undefined>;
}
