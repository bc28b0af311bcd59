import { BlobServiceClient } from '@azure/storage-blob';
import { z } from 'zod';

import { EVENT_API_RESOURCE } from '../../apps/sandbox/src/entra/entra-tokens';
import { type RunningSandbox } from './sandbox';
import { storageConnectionString } from './storage';
import { until } from './until';

const idSchema = z.object({ Id: z.string() });

let made = 0;

/**
 * Hands items, each as the JSON of its file, to the Import service of the sandbox as a connector does, named by these ids if not
 * by their own; all that are right are imported then.
 */
export async function importItems(
  sandbox: RunningSandbox,
  jobId: string,
  items: readonly string[],
  ids: readonly string[] = items.map((json) => idSchema.parse(JSON.parse(json)).Id),
): Promise<void> {
  const now = new Date().toISOString();
  const taskId = await sandbox.control.ask({ jobId, start: now, end: now });
  const container = BlobServiceClient.fromConnectionString(
    storageConnectionString(),
  ).getContainerClient(`import-${jobId.replace(/[^a-z0-9]/g, '')}`);
  await until(() => container.exists());
  const files = items.map((json) => ({ json, fileName: `${made++}.json` }));
  for (const { json, fileName } of files) {
    const blob = container.getBlockBlobClient(`${jobId}/${taskId}/${fileName}`);
    await blob.upload(json, Buffer.byteLength(json));
  }
  const response = await fetch(`${sandbox.url}/api/data/ondownloadcomplete/?jobId=${jobId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await eventApiToken(sandbox)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      taskId,
      status: 0,
      itemMetadata: files.map(({ fileName }, i) => {
        return { id: ids[i], modificationTimestampUtc: now, fileName };
      }),
    }),
  });
  if (response.status !== 200) throw new Error(`The completion is answered ${response.status}.`);
}

async function eventApiToken({ url, credentials }: RunningSandbox): Promise<string> {
  const { tenantId, aadAppId, aadAppSecret } = credentials;
  const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: aadAppId,
      client_secret: aadAppSecret,
      scope: `${EVENT_API_RESOURCE}/.default`,
    }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}
