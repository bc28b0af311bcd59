import { type JsonObject } from '@app/domain';

import { type SourcePost } from '../source-post';

/** A media file of a post, as the archive has it or has not. */
export interface SuppliedFile {
  fileKey: string;
  /** Where X has, or had, it. */
  url: string;
  /** Where the archive has it. */
  inArchive?: { name: string; contentType: string };
}

/** A post of the archive: as it stands there, in the API's words, and as understood. */
export interface SuppliedPost extends SourcePost {
  supplied: JsonObject;
  files: SuppliedFile[];
}

/** Some entries of one file, one after the other. */
export interface SuppliedPage {
  /** Which entries of which file. */
  request: string;
  /** The entries byte for byte, each with a line feed behind it. */
  body: Buffer;
  posts: SuppliedPost[];
  /** How many entries were read, those that are no posts included. */
  entries: number;
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
