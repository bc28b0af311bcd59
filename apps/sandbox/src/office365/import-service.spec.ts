import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SandboxSettings } from '../core/sandbox-settings';
import { type ImportContainers } from './import-containers';
import { ImportService, type CompletionBody } from './import-service';
import { type ImportedItems } from './imported-items';
import { ImportState } from './import-state';
import { type ImportedItem } from './item.schema';
import { type TaskIssuer } from './task-issuer';

const JOB = 'job';
const item = (id: string) => ({
  ...{ id, fileName: `${id}.json` },
  modificationTimestampUtc: '2026-01-01T00:00:00Z',
});

const user = {
  ...{ Id: '7', UserProfilePhotoUrl: null, Name: null, EmailAddress: '7', MobileNumber: null },
};
const anItem: ImportedItem = {
  ...{ SchemaVersion: '1.0', Id: '1', SourceType: 'Twitter', ItemType: 'Tweet', ContainerId: '7' },
  ...{ ContainerName: null, ThreadId: null, ParentId: null, Sender: user, Recipients: [user] },
  ...{ SentTimeUtc: '2026-01-01T12:00:00Z', ContentType: 1, Content: 'text', NumOfLikes: 0 },
  ...{ PreContext: null, PostContext: null, MessagePreviewText: '', ContentAttachments: null },
};

describe('ImportService', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'import-service-'));
  const settings = Object.assign(new SandboxSettings(), { dataDir });
  /** Nothing lies in it. */
  const containers = { read: () => Promise.resolve(undefined) } as object as ImportContainers;
  let state: ImportState;
  let service: ImportService;
  let taskId: string;

  const complete = (status: CompletionBody['status'], ...ids: string[]) =>
    service.complete(JOB, { taskId, status, itemMetadata: ids.map(item) });
  const ask = (dirtyEntities: string[] | null = null) =>
    service.ask({
      ...{ jobId: JOB, dirtyEntities },
      ...{ start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' },
    });

  beforeEach(() => {
    rmSync(join(dataDir, 'import-state.json'), { force: true });
    state = new ImportState(settings);
    const [issuer, items] = [{} as TaskIssuer, {} as ImportedItems];
    service = new ImportService(state, containers, issuer, items, settings);
    taskId = ask();
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('accepts one end of a task, and counts what it is told after it', async () => {
    await complete(0, '1', '2');
    expect(state.find(JOB)?.completions).toEqual({ accepted: 1 });
    await complete(0, '1', '2');
    await complete(0, '1');
    await complete(2);
    await complete(1);
    expect(state.find(JOB)?.completions).toEqual({
      ...{ accepted: 1, repeated: 1, changed: 2, withdrawn: 1 },
    });
  });

  it('knows the words of an end after a restart, and while its items are imported', async () => {
    await Promise.all([complete(0, '1'), complete(0, '1'), complete(0, '2')]);
    const restarted = new ImportState(settings);
    const [issuer, items] = [{} as TaskIssuer, {} as ImportedItems];
    service = new ImportService(restarted, containers, issuer, items, settings);
    await complete(0, '1');
    expect(restarted.find(JOB)?.completions).toEqual({ accepted: 1, repeated: 2, changed: 1 });
  });

  it('takes the success of a task that was handed back before', async () => {
    await complete(1);
    await complete(0, '1');
    expect(state.find(JOB)?.completions).toEqual({ temporary: 1, accepted: 1 });
  });

  it('counts what is imported again, once as asked for if its task named it', async () => {
    const { Id: id } = anItem;
    const bytes = Buffer.from(JSON.stringify(anItem));
    const known = new Set<string>();
    const items = {
      put: (job: string) => {
        const delivery = known.has(job) ? 'redelivered, changed' : 'imported';
        known.add(job);
        return Promise.resolve(delivery);
      },
    } as object as ImportedItems;
    const holding = { read: () => Promise.resolve(bytes) } as object as ImportContainers;
    service = new ImportService(state, holding, {} as TaskIssuer, items, settings);
    const counted = async (dirtyEntities: string[] | null, ...ids: string[]) => {
      taskId = ask(dirtyEntities);
      await complete(0, ...ids);
      return state.find(JOB)?.items;
    };
    expect(await counted([id], id)).toEqual({ imported: 1 });
    const again = { imported: 1, 'redelivered, asked for': 1 };
    expect(await counted([id], id)).toEqual(again);
    expect(await counted(['another'], id)).toEqual({ ...again, 'redelivered, changed': 1 });
    const twice = { ...again, 'redelivered, asked for': 2, 'redelivered, changed': 2 };
    expect(await counted([id], id, id)).toEqual(twice);
  });

  it('imports nothing of a task that is too much for its day', async () => {
    settings.itemsPerDay = 2;
    await complete(0, '1');
    taskId = ask();
    await complete(0, '2', '3');
    expect(state.find(JOB)?.invalid).toEqual([
      { fileName: '1.json', reason: 'there is no such blob' },
      { fileName: '2.json', reason: expect.stringMatching(/ has more than 2 items$/) as string },
      { fileName: '3.json', reason: expect.stringMatching(/ has more than 2 items$/) as string },
    ]);
  });
});
