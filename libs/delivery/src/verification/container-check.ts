import { Injectable } from '@nestjs/common';
import { LentContainers } from '@app/blob-export';
import { isAppError, type Secret } from '@app/domain';
import { pMapIterable } from 'p-map';
import { z } from 'zod';

import { manifestItems } from '../manifest-parts';
import { TaskManifests } from '../task-manifests';
import { type Findings } from './finding';

const FILES_AT_ONCE = 8;
const itemSchema = z.object({ fileName: z.string(), sha256: z.string() });

export interface ContainerRequest {
  jobId: string;
  taskId: string;
  /** Of the container, with the right to read and list. */
  sasUri: Secret;
  signal?: AbortSignal;
}

/** Is in a task's container what its manifest says? */
@Injectable()
export class ContainerCheck {
  constructor(
    private readonly manifests: TaskManifests,
    private readonly containers: LentContainers,
  ) {}

  /** How many files were compared; `undefined` when the job has no manifest of the task. Rejects as LentContainers does. */
  async run(request: ContainerRequest, findings: Findings): Promise<number | undefined> {
    const { jobId, taskId, sasUri, signal } = request;
    const link = await this.manifests.find(jobId, taskId);
    if (!link) return undefined;
    const folder = this.containers.open(sasUri, jobId, taskId);
    const nameOf = (fileName: string) => `container/${jobId}/${taskId}/${fileName}`;
    const known = new Set<string>();
    try {
      const compared = pMapIterable(
        manifestItems(await this.manifests.open(link), itemSchema),
        async ({ fileName, sha256 }) => {
          const found = await folder.sha256Of(fileName, signal);
          return { fileName, found, isSame: found === sha256 };
        },
        { concurrency: FILES_AT_ONCE },
      );
      for await (const { fileName, found, isSame } of compared) {
        known.add(fileName);
        const what = found === undefined ? 'is not there' : 'is not what was delivered';
        if (!isSame) findings.isBroken(nameOf(fileName), what);
      }
    } catch (error) {
      // The check of the chain names a manifest that is gone or not what it was; it does not say what else belongs there.
      if (!isAppError(error, 'archive.corrupt') && !isAppError(error, 'archive.not_found')) {
        throw error;
      }
      return known.size;
    }
    for await (const fileName of folder.names(signal)) {
      if (!known.has(fileName)) findings.isLeftOver(nameOf(fileName), 'is not in the manifest');
    }
    return known.size;
  }
}
