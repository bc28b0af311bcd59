import { type ConversionContext } from '../conversion-context';

/** What a message tells of the record it is made from, beside what an item does. */
export interface MessageContext extends ConversionContext {
  /** Which content of the post (first 8 hex digits of its content hash): tells messages of one post id apart. */
  version: string;
  capturedAt: Date;
  /** SHA-256 (hex) of the record's bytes in the archive. */
  recordSha256: string;
}
