/** A media file the archive holds. */
export interface ArchivedMedia {
  sha256: string;
  bytes: number;
  contentType: string;
  /** It stays in the archive, and what is made says so. Set by {@link withinLimit}, which decides it. */
  isBeside?: boolean;
}

/** What a conversion must know besides the post: whose archive it is, and which media files are in it. */
export interface ConversionContext {
  accountId: string;
  username: string;
  /** By file key (`filesOfPost`). */
  media: ReadonlyMap<string, ArchivedMedia>;
  /** What is made has no more bytes, unless its text alone has: text is never left out. */
  maxBytes: number;
}
