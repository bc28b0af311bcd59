import { createHash } from 'node:crypto';
import { ContainerClient } from '@azure/storage-blob';
import { Injectable } from '@nestjs/common';
import { blobOptions, hasStatus } from '@app/azure';
import { ExportConfig } from '@app/config';
import { AppError, type Secret } from '@app/domain';

import { toAppError } from './sink-errors';
import { parseSinkUri } from './sink-uri';

/** What lies in the folder of one task. Rejects with `export.sas_expired` (also: no right to read and list) or `export.unavailable`. */
export interface LentFolder {
  /** By name. */
  names(signal?: AbortSignal): AsyncIterable<string>;
  /** SHA-256 (hex) of a file's bytes; `undefined` when it is not there. Memory does not grow with its size. */
  sha256Of(fileName: string, signal?: AbortSignal): Promise<string | undefined>;
}

/** Reads containers that the Import service lent again, by a SAS that an operator gives. */
@Injectable()
export class LentContainers {
  private readonly options: ReturnType<typeof blobOptions>;

  constructor(private readonly config: ExportConfig) {
    this.options = blobOptions(config.timeoutMs);
  }

  /** Throws as ItemSink.check does. */
  open(containerSasUri: Secret, jobId: string, taskId: string): LentFolder {
    const url = parseSinkUri(containerSasUri, this.config.allowedHosts);
    const container = new ContainerClient(url.href, undefined, this.options);
    const prefix = `${jobId}/${taskId}/`;
    return {
      names: (signal) => namesIn(container, prefix, signal),
      sha256Of: (fileName, signal) => sha256Of(container, `${prefix}${fileName}`, signal),
    };
  }
}

async function* namesIn(container: ContainerClient, prefix: string, abortSignal?: AbortSignal) {
  try {
    for await (const { name } of container.listBlobsFlat({ prefix, abortSignal })) {
      yield name.slice(prefix.length);
    }
  } catch (error) {
    abortSignal?.throwIfAborted();
    throw readFailure(error);
  }
}

async function sha256Of(
  container: ContainerClient,
  name: string,
  abortSignal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { readableStreamBody } = await container.getBlobClient(name).download(0, undefined, {
      abortSignal,
    });
    const hash = createHash('sha256');
    for await (const chunk of readableStreamBody ?? []) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    abortSignal?.throwIfAborted();
    if (hasStatus(error, 404)) return undefined;
    throw readFailure(error);
  }
}

function readFailure(error: unknown): unknown {
  if (!hasStatus(error, 401, 403, 404)) return toAppError(error);
  const message =
    'The container cannot be read: its SAS is over, gives no right to read and list, or the container is gone.';
  return new AppError('export.sas_expired', message, {}, { cause: error });
}
