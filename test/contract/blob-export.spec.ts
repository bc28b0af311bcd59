import { Readable } from 'node:stream';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
} from '@azure/storage-blob';
import {
  BlobExportModule,
  type Completion,
  CompletionReporter,
  CompletionStatus,
  ItemChangeReporter,
  ItemSink,
  LentContainers,
} from '@app/blob-export';
import { AadConfig, EventApiConfig, ExportConfig, slice } from '@app/config';
import { AppError, Secret } from '@app/domain';
import {
  describeCompletionReporter,
  describeItemChangeReporter,
  describeItemSink,
  describeLentContainers,
  type Refusal,
} from '@testing/blob-export';

import { HastyClock } from '../support/hasty-clock';
import { type HttpsHost, startHttpsHost } from '../support/https-host';
import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { freshStorage, storageConnectionString } from '../support/storage';

const service = BlobServiceClient.fromConnectionString(storageConnectionString());
const exporting = slice(ExportConfig, {
  timeoutMs: 30_000,
  allowedHosts: [new URL(service.url).origin],
  uploadConcurrency: 4,
  maxItemBytes: 10_000_000,
});

const open = async (eventApiUrl: string, authorityUrl = eventApiUrl, timeoutMs = 10_000) => {
  const clock = new HastyClock();
  const tenantId = sandbox.credentials.tenantId;
  const slices = [
    freshStorage(),
    exporting,
    slice(EventApiConfig, { baseUrl: new URL(eventApiUrl), timeoutMs }),
    slice(AadConfig, { tenantId, appId: undefined, authorityUrl: new URL(authorityUrl) }),
  ];
  const module = await openModule(BlobExportModule, { slices, clock });
  return {
    sink: module.get(ItemSink),
    reporter: module.get(CompletionReporter),
    changes: module.get(ItemChangeReporter),
    clock,
  };
};

/** A connector that takes every task. */
const connector: Server = createServer((_, response) => response.end());
let sandbox: RunningSandbox;
let host: HttpsHost;
beforeAll(async () => {
  connector.listen(0, '127.0.0.1');
  await once(connector, 'listening');
  const { port } = connector.address() as AddressInfo;
  sandbox = await startSandbox({
    posts: 0,
    storageConnectionString: storageConnectionString(),
    connectorUrl: `http://127.0.0.1:${port}`,
  });
  host = await startHttpsHost();
});
afterAll(async () => {
  await Promise.all([sandbox.close(), host.close()]);
  connector.close();
  connector.closeAllConnections();
});

let made = 0;
const lend = async (more: { permissions?: string; expiresOn?: Date } = {}) => {
  const container = service.getContainerClient(`lent-${process.pid}-${made++}`);
  await container.create();
  const { permissions = 'acw', expiresOn = new Date(Date.now() + 3_600_000) } = more;
  const uri = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse(permissions),
    startsOn: new Date(Date.now() - 7_200_000),
    expiresOn,
  });
  return { container, uri: new Secret(uri) };
};
const read = async (container: ContainerClient, path: string) => {
  const blob = container.getBlobClient(path);
  return (await blob.exists()) ? blob.downloadToBuffer() : undefined;
};
async function* text(value: string) {
  await Promise.resolve();
  yield Buffer.from(value);
}

describeItemSink('AzureBlobItemSink', async () => {
  const { sink } = await open(sandbox.url);
  const { container, uri } = await lend();
  return { sink, container: uri, read: (path) => read(container, path) };
});

describeLentContainers('LentContainers', async (files) => {
  const { container, uri } = await lend({ permissions: 'rl' });
  for (const [path, content] of Object.entries(files)) {
    await container.getBlockBlobClient(path).upload(content, content.length);
  }
  return { containers: new LentContainers(exporting), container: uri };
});

describe('AzureBlobItemSink', () => {
  const put = async (uri: Secret) => {
    const { sink } = await open(sandbox.url);
    return sink.open(uri, 'job', 'task').put('1.json', text('{}'));
  };

  it('writes JSON as a block blob', async () => {
    const { container, uri } = await lend();
    await put(uri);
    const properties = await container.getBlobClient('job/task/1.json').getProperties();
    expect(properties).toMatchObject({ blobType: 'BlockBlob', contentType: 'application/json' });
  });

  it('says so when the SAS is over', async () => {
    const { uri } = await lend({ expiresOn: new Date(Date.now() - 3_600_000) });
    await expect(put(uri)).rejects.toMatchObject({ code: 'export.sas_expired' });
  });

  it('says so when the SAS does not grant writing', async () => {
    const { uri } = await lend({ permissions: 'r' });
    await expect(put(uri)).rejects.toMatchObject({ code: 'export.sas_expired' });
  });

  it('says so when the container is gone', async () => {
    const { container, uri } = await lend();
    await container.delete();
    await expect(put(uri)).rejects.toMatchObject({ code: 'export.sas_expired' });
  });

  it('never shows the signature in what it says', async () => {
    const { uri } = await lend({ permissions: 'r' });
    const signature = new URL(uri.reveal()).searchParams.get('sig') ?? '';
    const error: unknown = await put(uri).catch((thrown: unknown) => thrown);
    const { message, details } = error as { message: string; details: object };
    expect(`${message} ${JSON.stringify(details)}`).not.toContain(signature);
  });
});

const app = () => ({
  appId: sandbox.credentials.aadAppId,
  secret: new Secret(sandbox.credentials.aadAppSecret),
});
const faults: Record<Refusal, object> = {
  unauthorized: { kind: 'status', status: 401 },
  refused: { kind: 'status', status: 400 },
  unavailable: { kind: 'status', status: 503, times: 4 },
};

describeCompletionReporter('EventApiCompletionReporter', async () => {
  const jobId = `job ${made++} #ä`;
  const { reporter } = await open(sandbox.url);
  const [start, end] = ['2025-03-01T00:00:00Z', '2025-03-31T00:00:00Z'];
  return {
    ...{ reporter, jobId, app: app() },
    ask: () => sandbox.control.ask({ jobId, start, end }),
    refuse: (how) => sandbox.control.addFault({ target: 'event', ...faults[how] }),
    done: async () => (await sandbox.control.importState(jobId)).completions.accepted,
  };
});

describeItemChangeReporter('EventApiItemChangeReporter', async () => {
  const jobId = `job ${made++} #ä`;
  const { changes } = await open(sandbox.url);
  const [start, end] = ['2025-03-01T00:00:00Z', '2025-03-31T00:00:00Z'];
  await sandbox.control.ask({ jobId, start, end });
  return {
    ...{ reporter: changes, jobId, app: app() },
    refuse: (how) => sandbox.control.addFault({ target: 'event', ...faults[how] }),
    askedAgain: async () => (await sandbox.control.importState(jobId)).askedAgain,
  };
});

describe('EventApiItemChangeReporter', () => {
  it('says it as the protocol has it', async () => {
    const asked = bodyOfNext(host);
    const { changes } = await open(host.url.href, sandbox.url);
    const change = { itemId: '1', changedAt: new Date(1000), type: 'updated' } as const;
    await changes.report(app(), 'job/1', [change]);
    expect(await asked).toMatchObject({
      method: 'POST',
      url: '/api/event/nativeconnector/?jobId=job%2F1',
      headers: { 'content-type': 'application/json' },
      body: { entry: [{ Id: '1', TimeStamp: '1970-01-01T00:00:01.000Z', ChangeType: 'updated' }] },
    });
  });
});

/** The next request to the host, which is answered with 200. */
function bodyOfNext(to: HttpsHost): Promise<unknown> {
  return new Promise((resolve) => {
    to.answer = (request, response) => {
      void Array.fromAsync(request).then((chunks) => {
        const { method, url, headers } = request;
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        resolve({ method, url, headers, body });
        response.end();
      });
    };
  });
}

describe('EventApiCompletionReporter', () => {
  const completion = {
    taskId: 'task',
    status: CompletionStatus.TemporaryFailure,
    items: () => Readable.from([{ id: '1', modifiedAt: new Date(0), fileName: '1.json' }]),
  };
  /** A report to the host that answers as it is told. */
  const report = async (
    answer: HttpsHost['answer'],
    {
      signal,
      items = completion.items,
      timeoutMs = 10_000,
    }: { signal?: AbortSignal; items?: Completion['items']; timeoutMs?: number } = {},
  ) => {
    host.answer = answer;
    const { reporter, clock } = await open(host.url.href, sandbox.url, timeoutMs);
    await reporter.report(app(), 'job/1', { ...completion, items }, { signal });
    return clock.sleeps;
  };

  it('says it as the protocol has it', async () => {
    const asked = bodyOfNext(host);
    const { reporter } = await open(host.url.href, sandbox.url);
    await reporter.report(app(), 'job/1', completion);
    expect(await asked).toMatchObject({
      method: 'POST',
      url: '/api/data/ondownloadcomplete/?jobId=job%2F1',
      headers: {
        authorization: expect.stringMatching(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/) as string,
        'content-type': 'application/json',
      },
      body: {
        taskId: 'task',
        status: 1,
        itemMetadata: [
          { id: '1', modificationTimestampUtc: '1970-01-01T00:00:00.000Z', fileName: '1.json' },
        ],
      },
    });
  });

  it('calls again, longer and longer apart, until it is heard', async () => {
    let calls = 0;
    const sleeps = await report((_, to) => {
      calls += 1;
      if (calls === 1) to.destroy();
      else to.writeHead(calls < 4 ? 503 : 202).end();
    });
    expect([calls, sleeps]).toEqual([4, [500, 2000, 5000]]);
  });

  it('waits for as long as the service asks, within reason', async () => {
    const answers = ['3', '9999'];
    const sleeps = await report((_, to) => {
      const after = answers.shift();
      to.writeHead(after ? 429 : 200, after ? { 'retry-after': after } : {}).end();
    });
    expect(sleeps).toEqual([3000, 30_000]);
  });

  it.each([
    [403, 'export.completion_unauthorized'],
    [404, 'export.completion_refused'],
    [302, 'export.completion_refused'],
    [429, 'export.completion_unavailable'],
  ])('tells status %d as %s', async (status, code) => {
    const answered = report((_, to) => to.writeHead(status, { location: '/elsewhere' }).end());
    await expect(answered).rejects.toMatchObject({ code, details: { status } });
  });

  it('gives up a service that does not answer', async () => {
    await expect(report(() => undefined, { timeoutMs: 500 })).rejects.toMatchObject({
      code: 'export.completion_unavailable',
    });
  });

  it('gives up an Entra ID that does not answer', async () => {
    await sandbox.control.addFault({ target: 'token', kind: 'hang', times: 4 });
    await expect(report((_, to) => to.end(), { timeoutMs: 500 })).rejects.toMatchObject({
      code: 'export.completion_unavailable',
    });
    await sandbox.control.clearFaults();
  });

  it('says what is wrong with the items when they cannot be read while it tells of them', async () => {
    const unreadable = new AppError('archive.corrupt', 'The manifest is not what was written.');
    let readings = 0;
    async function* items() {
      yield* completion.items();
      if (++readings > 1) throw unreadable;
    }
    await expect(report((_, to) => to.end(), { items })).rejects.toBe(unreadable);
    expect(readings).toBe(2);
  });

  it('stops at once when it is told, with the reason', async () => {
    const [stopping, reason] = [new AbortController(), new Error('shutting down')];
    const stopped = report(() => stopping.abort(reason), { signal: stopping.signal });
    await expect(stopped).rejects.toBe(reason);
  });
});
