import { type TableClient } from '@azure/data-tables';
import { type QueueClient } from '@azure/storage-queue';
import { connectByString, hasStatus, type Services, storageFailure } from '@app/azure';
import { AppError } from '@app/domain';

import { UsageError } from '../local/usage-error';
import {
  type RefusedRow,
  type SampleJob,
  sampleJobsOf,
  type SampleSettings,
  sampleSettingsOf,
} from './sample-rows';

/** The names are constants of the sample (docs/migrate-from-sample.md). */
export const SAMPLE_JOBS = 'PageJobMappingTable';
export const SAMPLE_SETTINGS = 'ConfigurationSettingsTable';
export const SAMPLE_QUEUE = 'connectorqueue';
const SETTINGS_PARTITION = 'ConfigurationSetting';
/** As STORAGE_TIMEOUT_MS is by default. */
const TIMEOUT_MS = 30_000;

/** All that is taken over of the sample. */
export interface Sample {
  jobs: SampleJob[];
  refused: RefusedRow[];
  settings: SampleSettings;
  /** Download tasks that it has accepted and not begun. */
  waitingTasks: number;
}

/** Reads the sample's storage account, and changes nothing. Rejects with UsageError, `migration.no_sample` or `migration.unavailable`. */
export async function readSample(connectionString: string, signal: AbortSignal): Promise<Sample> {
  const services = connect(connectionString);
  try {
    const jobRows = await rowsOf(services.table(SAMPLE_JOBS), signal);
    if (!jobRows) {
      throw new AppError(
        'migration.no_sample',
        `The storage account has no table ${SAMPLE_JOBS}: it is not that of Microsoft's sample connector.`,
      );
    }
    const settingRows = (await rowsOf(services.table(SAMPLE_SETTINGS), signal)) ?? [];
    const ofSettings = settingRows.filter((row) => row.partitionKey === SETTINGS_PARTITION);
    return {
      ...sampleJobsOf(jobRows),
      settings: sampleSettingsOf(ofSettings),
      waitingTasks: await waitingIn(services.queue.getQueueClient(SAMPLE_QUEUE), signal),
    };
  } catch (error) {
    if (error instanceof AppError || signal.aborted) throw error;
    throw unavailable(error);
  }
}

function connect(text: string): Services {
  try {
    const services = connectByString(text, TIMEOUT_MS);
    services.table(SAMPLE_JOBS);
    return services;
  } catch {
    // What the SDK says could quote the key.
    throw new UsageError('connectionString is not that of a storage account.');
  }
}

/** `undefined` when there is no such table. */
async function rowsOf(table: TableClient, abortSignal: AbortSignal) {
  try {
    return await Array.fromAsync(table.listEntities({ abortSignal }));
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

async function waitingIn(queue: QueueClient, abortSignal: AbortSignal): Promise<number> {
  try {
    const { approximateMessagesCount = 0 } = await queue.getProperties({ abortSignal });
    return approximateMessagesCount;
  } catch (error) {
    if (hasStatus(error, 404)) return 0;
    throw error;
  }
}

function unavailable(error: unknown): AppError {
  const { status, reason } = storageFailure(error);
  const said = [status, reason].filter((part) => part !== undefined).join(' ') || 'no answer';
  return new AppError(
    'migration.unavailable',
    `The sample's storage account does not let its tables be read (${said}). Check the connection string and the firewall.`,
    { ...(status && { status }), ...(reason && { reason }) },
    { cause: error },
  );
}
