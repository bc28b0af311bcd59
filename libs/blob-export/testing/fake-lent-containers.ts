import { createHash } from 'node:crypto';
import { LentContainers, type LentFolder } from '@app/blob-export';
import { ExportConfig, slice } from '@app/config';
import { AppError, type Secret } from '@app/domain';

const config = slice(ExportConfig, {
  timeoutMs: 30_000,
  ...{ allowedHosts: [], uploadConcurrency: 3, maxItemBytes: 100_000 },
});

/** Containers that can be read again, each by its SAS URI; in them files by `{job}/{task}/{name}`. */
export class FakeLentContainers extends LentContainers {
  readonly lent = new Map<string, Map<string, string>>();
  /** What is given to each call to end it early. */
  readonly signals = new Set<AbortSignal | undefined>();
  /** How many files were read at one time at most. */
  mostAtOnce = 0;
  private atOnce = 0;

  constructor() {
    super(config);
  }

  override open(containerSasUri: Secret, jobId: string, taskId: string): LentFolder {
    const files = this.lent.get(containerSasUri.reveal());
    if (!files) throw new AppError('export.sas_host_not_allowed', 'Nothing is lent there.');
    const prefix = `${jobId}/${taskId}/`;
    const { signals } = this;
    return {
      async *names(signal) {
        signals.add(signal);
        await Promise.resolve();
        const names = [...files.keys()].sort();
        yield* names.filter((name) => name.startsWith(prefix)).map((n) => n.slice(prefix.length));
      },
      sha256Of: async (fileName, signal) => {
        signals.add(signal);
        this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
        await new Promise(setImmediate);
        this.atOnce -= 1;
        const text = files.get(`${prefix}${fileName}`);
        return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
      },
    };
  }
}
