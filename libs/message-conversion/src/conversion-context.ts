/** A media file the archive holds. */
export interface ArchivedMedia {
  sha256: string;
  bytes: number;
  contentType: string;
}

/** What a conversion must know besides the post: whose archive it is, and which media files are in it. */
export interface ConversionContext {
  accountId: string;
  username: string;
  /** By file key (`filesOfPost`). */
  media: ReadonlyMap<string, ArchivedMedia>;
}
