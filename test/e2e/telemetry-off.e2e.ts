import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { freePort } from '../../scripts/local/ports';

/** What a process that has loaded an app as it is built, and started its telemetry so, has loaded of OpenTelemetry. */
async function loadedBy(app: string, config: object): Promise<string[]> {
  const script = `
    require('reflect-metadata');
    require('./dist/apps/${app}/src/${app}.module.js');
    const { Telemetry } = require('./dist/libs/telemetry/src');
    new Telemetry(${JSON.stringify(config)}).start('${app}').then(() => {
      const loaded = Object.keys(require.cache).filter((file) => /opentelemetry/.test(file));
      process.stdout.write(JSON.stringify(loaded), () => process.exit());
    });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return JSON.parse(stdout) as string[];
}

const host = '127.0.0.1';

it.each(['connector', 'worker'])('%s loads nothing of OpenTelemetry by itself', async (app) => {
  expect(await loadedBy(app, { host })).toEqual([]);
});

it('what it loads for Prometheus has nothing of Azure', async () => {
  const loaded = await loadedBy('worker', { host, metricsPort: await freePort() });
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((file) => /monitor-opentelemetry|sdk-trace/.test(file))).toEqual([]);
});
