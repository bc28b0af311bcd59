import { type JsonObject } from '@app/domain';

import { type SourcePost } from '../source-post';

/** A media file of a post or message, as the archive has it or has not. */
export interface SuppliedFile {
  fileKey: string;
  /** Where X has, or had, it. */
  url: string;
  /** Where the archive has it. */
  inArchive?: { name: string; contentType: string };
}

/** A post, message or like of the archive: as it stands there, in the API's words, and as understood. */
export interface SuppliedPost extends SourcePost {
  supplied: JsonObject;
  files: SuppliedFile[];
}

/** Some entries of one file, one after the other. */
export interface SuppliedPage {
  /** Which entries of which file. */
  request: string;
  /**
   * The entries byte for byte, each with a line feed behind it. What stands before the messages of a conversation stands before
   * them here, too.
   */
  body: Buffer;
  /** What was made of them: posts, messages or likes. */
  posts: SuppliedPost[];
  /** How many entries were read, those that nothing was made of included. */
  entries: number;
  /** Entries that are as they must be, and have no id: nothing can be made of them. */
  withoutId: number;
}

/** Something of the archive that could not be read, and where it stands. */
export interface ArchiveProblem {
  file: string;
  /** From 1. */
  entry?: number;
  /** From 1. */
  line?: number;
  what: string;
}
