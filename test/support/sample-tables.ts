import { TableClient } from '@azure/data-tables';

import { SAMPLE_JOBS, SAMPLE_SETTINGS } from '../../scripts/migrate/read-sample';

export interface SampleRow {
  partitionKey: string;
  rowKey: string;
  [property: string]: string;
}

const open = (connectionString: string, table: string) =>
  TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });

/** A row of the job table as Microsoft's sample connector writes it. */
export function aSampleJob(
  jobId: string,
  accountId: string,
  keys: { accessToken: string; accessSecret: string },
  sinceId = '0',
): SampleRow {
  const { accessToken: ClientToken, accessSecret: ClientSecret } = keys;
  const SourceInfo = JSON.stringify({ ClientToken, ClientSecret, SinceId: sinceId });
  return { partitionKey: accountId, rowKey: jobId, SourceInfo };
}

/** Makes these rows all that the sample's two tables hold. */
export async function putSample(
  connectionString: string,
  { jobs, settings }: { jobs: SampleRow[]; settings: Record<string, string> },
): Promise<void> {
  await fill(open(connectionString, SAMPLE_JOBS), jobs);
  const rows = Object.entries(settings).map(([rowKey, settingValue]) => {
    return { partitionKey: 'ConfigurationSetting', rowKey, settingValue };
  });
  await fill(open(connectionString, SAMPLE_SETTINGS), rows);
}

/** The tables are gone. */
export async function removeSample(connectionString: string): Promise<void> {
  for (const name of [SAMPLE_JOBS, SAMPLE_SETTINGS]) {
    await open(connectionString, name).deleteTable();
  }
}

/** Everything in the sample's job table, to be compared. */
export async function sampleJobRows(connectionString: string): Promise<unknown[]> {
  return Array.fromAsync(open(connectionString, SAMPLE_JOBS).listEntities());
}

async function fill(table: TableClient, rows: SampleRow[]): Promise<void> {
  await table.createTable();
  for await (const { partitionKey = '', rowKey = '' } of table.listEntities()) {
    await table.deleteEntity(partitionKey, rowKey);
  }
  for (const row of rows) await table.createEntity(row);
}
