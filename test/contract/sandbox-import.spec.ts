import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { IssuedSecrets } from '../../apps/sandbox/src/core/issued-secrets';
import { SandboxAddress } from '../../apps/sandbox/src/core/sandbox-address';
import { loadCredentials } from '../../apps/sandbox/src/core/sandbox-credentials';
import { SandboxSettings } from '../../apps/sandbox/src/core/sandbox-settings';
import { EntraTokens } from '../../apps/sandbox/src/entra/entra-tokens';
import { SigningKeys } from '../../apps/sandbox/src/entra/signing-keys';
import { ImportContainers } from '../../apps/sandbox/src/office365/import-containers';
import { type ImportTask } from '../../apps/sandbox/src/office365/import-state';
import { TaskIssuer } from '../../apps/sandbox/src/office365/task-issuer';
import { freePort } from '../../scripts/local/ports';
import { storageConnectionString } from '../support/storage';

/** The stand-in for the Import service, started before what it works with is there. */
describe('a task of the Import service', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'contract-import-'));
  const taken: string[] = [];
  let status = 200;
  const connector = createServer((request, response) => {
    taken.push(request.url ?? '');
    request.resume();
    response.writeHead(status, { connection: 'close' }).end();
  });
  const settings = Object.assign(new SandboxSettings(), { dataDir });
  const task: ImportTask = {
    jobId: 'issued-job',
    taskId: 'issued',
    start: '2026-01-01T00:00:00Z',
    end: '2026-01-02T00:00:00Z',
    dirtyEntities: null,
    state: 'open',
  };
  let issuer: TaskIssuer;
  let port: number;

  const listen = async () => {
    connector.listen(port, '127.0.0.1');
    await once(connector, 'listening');
  };
  /** True as often as the task is to be tried. */
  const times = (count: number) => {
    let left = count;
    return () => left-- > 0;
  };

  beforeAll(async () => {
    port = await freePort();
    settings.connectorUrl = `http://127.0.0.1:${port}`;
    const issued = new IssuedSecrets();
    const address = Object.assign(new SandboxAddress(), { origin: 'https://localhost' });
    const tokens = new EntraTokens(new SigningKeys(settings), loadCredentials(dataDir), issued);
    issuer = new TaskIssuer(settings, address, tokens, new ImportContainers(settings, issued));
  });
  beforeEach(() => taken.splice(0));
  afterEach(() => connector.close());
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('waits while there is no storage', async () => {
    await listen();
    settings.storageConnectionString = '';
    await issuer.issue(task, times(1));
    expect(taken).toEqual([]);
    settings.storageConnectionString = storageConnectionString();
    await issuer.issue(task, times(1));
    expect(taken).toEqual(['/data/OnDownloadRequest']);
  });

  it('waits while the connector does not listen', async () => {
    const issuing = issuer.issue(task, () => true);
    await listen();
    await issuing;
    expect(taken).toHaveLength(1);
    connector.close();
    await issuer.issue(task, times(1));
    await issuer.issue(task, times(1), '');
    expect(taken).toHaveLength(1);
    await listen();
  });

  it('goes to the connector of its job, until that takes it', async () => {
    await listen();
    status = 503;
    await issuer.issue(task, times(2), settings.connectorUrl);
    expect(taken).toHaveLength(2);
    status = 200;
    await issuer.issue(task, times(2), settings.connectorUrl);
    expect(taken).toHaveLength(3);
  });
});
