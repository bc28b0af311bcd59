import { Injectable } from '@nestjs/common';
import { MediaArchive } from '@app/archive';
import { CaptureConfig } from '@app/config';
import { isAppError } from '@app/domain';
import { type ArchiveProblem, type SuppliedFile, type XArchive } from '@app/twitter-ingestion';
import pMap from 'p-map';

export interface KeptFiles {
  filesAdded: number;
  filesKnown: number;
  filesMissing: number;
}

/** Brings media files of the owner's archive into ours, each once. */
@Injectable()
export class SuppliedMediaKeeper {
  constructor(
    private readonly archive: MediaArchive,
    private readonly config: CaptureConfig,
  ) {}

  /** Afterwards every file is stored, or noted as missing: capture then tries to get it from X. */
  async keep(
    source: XArchive,
    files: readonly SuppliedFile[],
    onProblem: (problem: ArchiveProblem) => void,
    signal?: AbortSignal,
  ): Promise<KeptFiles> {
    const { accountId } = source.statement.owner;
    const unique = [...new Map(files.map((file) => [file.fileKey, file])).values()];
    if (unique.length === 0) return { filesAdded: 0, filesKnown: 0, filesMissing: 0 };
    const known = await this.archive.find(
      accountId,
      unique.map(({ fileKey }) => fileKey),
    );
    const wanted = unique.filter(({ fileKey }) => known.get(fileKey)?.state !== 'stored');
    const keepOne = async (file: SuppliedFile) => {
      if (await this.isTaken(source, file, onProblem)) return true;
      if (known.has(file.fileKey)) return false;
      const { fileKey, url } = file;
      const missing = { fileKey, url, reason: 'media.not_found', retry: true };
      await this.archive.markMissing(accountId, missing);
      return false;
    };
    const taken = await pMap(wanted, keepOne, {
      concurrency: this.config.mediaConcurrency,
      signal,
    });
    const filesAdded = taken.filter(Boolean).length;
    const filesKnown = unique.length - wanted.length;
    return { filesAdded, filesKnown, filesMissing: wanted.length - filesAdded };
  }

  /** A file that is damaged is told, and counts as not there. */
  private async isTaken(
    source: XArchive,
    { fileKey, inArchive }: SuppliedFile,
    onProblem: (problem: ArchiveProblem) => void,
  ): Promise<boolean> {
    if (!inArchive) return false;
    const { name, contentType } = inArchive;
    try {
      const body = source.readMedia(name);
      await this.archive.save(source.statement.owner.accountId, { fileKey, contentType, body });
      return true;
    } catch (error) {
      if (!isAppError(error, 'import.unreadable_archive')) throw error;
      onProblem({ file: name, what: 'the file is damaged' });
      return false;
    }
  }
}
