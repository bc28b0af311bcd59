import { ContainerClient } from '@azure/storage-blob';
import { type INestApplicationContext } from '@nestjs/common';
import { MediaArchive, PostArchive } from '@app/archive';
import { ExportConfig } from '@app/config';
import { EntryConversion } from '@app/delivery';
import pLimit from 'p-limit';
import { Pool } from 'undici';

import { type Outcome, type ParsedOrder } from './order';

type Done = Outcome['result'];

const READ_AT_ONCE = 16;

/** Every blob of the container whose name begins so. */
export async function readAll(sasUri: string, prefix: string): Promise<Buffer[]> {
  const container = new ContainerClient(sasUri);
  const names = await Array.fromAsync(container.listBlobsFlat({ prefix }), ({ name }) => name);
  return pLimit(READ_AT_ONCE).map(names, (name) =>
    container.getBlobClient(name).downloadToBuffer(),
  );
}

/** The storage's own limit: the bytes and nothing else, over connections that stay open. */
export async function putBare(
  files: readonly Buffer[],
  folder: string,
  { sasUri, atOnce }: ParsedOrder,
): Promise<Done> {
  const { origin, pathname, search } = new URL(sasUri);
  const pool = new Pool(origin, { connections: atOnce });
  const headers = {
    ...{ 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': '2021-12-02' },
    'content-type': 'application/json',
  };
  const put = async (body: Buffer, i: number) => {
    const path = `${pathname}/${folder}/${i}${search}`;
    const answer = await pool.request({ method: 'PUT', path, headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 201) throw new Error(`The storage answers ${answer.statusCode}.`);
  };
  await pLimit(atOnce).map(files, put);
  await pool.close();
  return { items: files.length, bytes: files.reduce((sum, { length }) => sum + length, 0) };
}

/** As the sample works: one post after the other, read whole, converted, uploaded. */
export async function putOneByOne(
  app: INestApplicationContext,
  { accountId, sasUri, start, end }: ParsedOrder,
): Promise<Done> {
  const posts = app.get(PostArchive);
  const conversion = new EntryConversion(posts, app.get(MediaArchive), app.get(ExportConfig));
  const container = new ContainerClient(sasUri);
  const done = { items: 0, bytes: 0 };
  for await (const entry of posts.list(accountId, { start, end })) {
    const account = { accountId, username: 'contoso' };
    const { fileName, content } = await conversion.item(account, entry);
    const bytes = Buffer.concat(await Array.fromAsync(content));
    await container.getBlockBlobClient(`one-by-one/${fileName}`).upload(bytes, bytes.length);
    done.items += 1;
    done.bytes += bytes.length;
  }
  return done;
}
