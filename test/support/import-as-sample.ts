import { BlobServiceClient } from '@azure/storage-blob';
import { secondOfId } from '@app/domain';
import { z } from 'zod';

import { EVENT_API_RESOURCE } from '../../apps/sandbox/src/entra/entra-tokens';
import { type TestStack } from './a-stack';
import { until } from './until';

const tokenSchema = z.object({ access_token: z.string() });

/** Delivers posts to the Import service as Microsoft's sample connector does: an item has the id of its post. All are imported then. */
export async function importAsSample(
  stack: TestStack,
  { jobId, ids, start, end }: { jobId: string; ids: string[]; start: Date; end: Date },
): Promise<void> {
  const window = { start: start.toISOString(), end: end.toISOString() };
  const taskId = await stack.sandbox.ask({ jobId, ...window });
  const container = BlobServiceClient.fromConnectionString(
    stack.azurite.connectionString,
  ).getContainerClient(`import-${jobId.replaceAll('-', '')}`);
  await until(() => container.exists());
  const items = ids.map((id, i) => ({ id, fileName: `${end.getTime() + i}.json` }));
  for (const { id, fileName } of items) {
    const json = JSON.stringify(sampleItem(id));
    const blob = container.getBlockBlobClient(`${jobId}/${taskId}/${fileName}`);
    await blob.upload(json, Buffer.byteLength(json));
  }
  const response = await fetch(`${stack.sandbox.url}/api/data/ondownloadcomplete/?jobId=${jobId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token(stack)}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ taskId, status: 0 },
      itemMetadata: items.map(({ id, fileName }) => {
        return { id, modificationTimestampUtc: window.end, fileName };
      }),
    }),
  });
  if (response.status !== 200) throw new Error(`The completion is answered ${response.status}.`);
}

async function token({ sandbox, keys }: TestStack): Promise<string> {
  const response = await fetch(`${sandbox.url}/${keys.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: keys.aadAppId,
      client_secret: keys.aadAppSecret,
      scope: `${EVENT_API_RESOURCE}/.default`,
    }),
  });
  return tokenSchema.parse(await response.json()).access_token;
}

/** The sample names no recipient; the stand-in for the Import service wants one. */
function sampleItem(id: string) {
  const user = {
    Id: '7',
    UserProfilePhotoUrl: null,
    Name: 'x',
    EmailAddress: '7',
    MobileNumber: null,
  };
  return {
    ...{ SchemaVersion: '1.0', Id: id, SourceType: 'Twitter', ItemType: 'Tweet' },
    ...{ ContainerId: '7', ContainerName: 'x', ThreadId: null, ParentId: null },
    ...{ Sender: user, Recipients: [user], SentTimeUtc: secondOfId(id)?.toISOString() },
    ...{ ContentType: 1, Content: 'as the sample has it', PreContext: null, PostContext: null },
    ...{ NumOfLikes: 0, MessagePreviewText: 'as the sample has it', ContentAttachments: null },
  };
}
