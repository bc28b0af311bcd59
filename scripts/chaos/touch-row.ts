import { type IncomingMessage } from 'node:http';
import { RestError, TableClient } from '@azure/data-tables';

const ROW = /\/(\w+)\(PartitionKey='(.*)',RowKey='(.*)'\)/;

/** Somebody else writes the row that is asked for: the same as it was, in another version. */
export async function touchRow(
  connectionString: string,
  { url = '' }: IncomingMessage,
): Promise<void> {
  const [, table, ...keys] = ROW.exec(decodeURIComponent(url)) ?? [];
  if (table === undefined) throw new Error(`${url} is no row`);
  const [partitionKey = '', rowKey = ''] = keys.map((key) => key.replaceAll("''", "'"));
  const client = TableClient.fromConnectionString(connectionString, table, {
    allowInsecureConnection: true,
  });
  await client
    .updateEntity({ partitionKey, rowKey }, 'Merge', { etag: '*' })
    .catch((error: unknown) => {
      // Gone meanwhile: the request will be told so.
      if (!(error instanceof RestError && error.statusCode === 404)) throw error;
    });
}
