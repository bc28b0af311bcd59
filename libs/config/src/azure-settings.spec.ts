import { readFileSync } from 'node:fs';
import { z } from 'zod';

import { SecretsConfig, ServerConfig, StorageConfig, WorkerConfig } from './config';
import './generate-settings';
import { loadConfig } from './load-config';
import { settingDocs } from './setting';

/** Read by Azure App Service and by Azure's own libraries, not by us. */
const OF_AZURE = [
  'APPLICATION_INSIGHTS_NO_STATSBEAT',
  'AZURE_CLIENT_ID',
  'PORT',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'WEBSITE_RUN_FROM_PACKAGE',
];

const template = z
  .object({
    parameters: z.record(z.string(), z.object({ defaultValue: z.unknown().optional() })),
    resources: z.array(z.looseObject({ name: z.string(), properties: z.unknown().optional() })),
  })
  .parse(JSON.parse(readFileSync('bicep/generated/azuredeploy.json', 'utf8')));

function settingsOf(app: string): Record<string, string> {
  const release = template.resources.find(({ name }) => name === `${app}-release`);
  return z
    .object({
      parameters: z.object({
        settings: z.object({ value: z.record(z.string(), z.string()) }),
      }),
    })
    .parse(release?.properties).parameters.settings.value;
}

describe('the app settings of bicep/main.bicep', () => {
  const settings = settingsOf('connector');
  const docs = settingDocs();
  const ours = Object.entries(settings).filter(([name]) => !OF_AZURE.includes(name));
  const isComputed = (value: string) => value.startsWith('[');

  it('are the same for both apps', () => {
    expect(settingsOf('worker')).toEqual(settings);
  });

  it('are settings that there are, and all that must be set', () => {
    expect(ours.map(([name]) => name).filter((name) => !docs.has(name))).toEqual([]);
    const needed = [...docs].filter(([, { default: byDefault }]) => byDefault === undefined);
    expect(needed.map(([name]) => name).filter((name) => !(name in settings))).toEqual([]);
  });

  it('have the values that are documented for the real services', () => {
    for (const [name, value] of ours.filter(([, each]) => !isComputed(each))) {
      expect(`${name}=${value}`).toBe(`${name}=${docs.get(name)?.example ?? ''}`);
    }
  });

  it('let both apps listen where App Service looks', () => {
    const { PORT, CONNECTOR_PORT, WORKER_PORT } = settings;
    expect([CONNECTOR_PORT, WORKER_PORT]).toEqual([PORT, PORT]);
  });

  it('have the defaults that the settings have', () => {
    const { captureIntervalSeconds, xReadsPerMonth } = template.parameters;
    expect(String(captureIntervalSeconds?.defaultValue)).toBe(
      docs.get('CAPTURE_INTERVAL_SECONDS')?.default,
    );
    expect(xReadsPerMonth?.defaultValue).toBe(0);
    expect(settings.X_READS_PER_MONTH).toBe(
      "[if(greater(parameters('xReadsPerMonth'), 0), string(parameters('xReadsPerMonth')), '')]",
    );
  });

  it('are a whole configuration, once Azure has computed the rest', () => {
    const value = (name: string) => {
      const set = settings[name];
      return set && isComputed(set) ? docs.get(name)?.example : set;
    };
    const slices = loadConfig(value);
    const find = (type: new () => object) => slices.find((each) => each instanceof type);
    expect(find(ServerConfig)).toMatchObject({ host: '0.0.0.0', port: 8080, trustedProxies: 1 });
    expect(find(WorkerConfig)).toMatchObject({ host: '0.0.0.0', port: 8080 });
    expect(find(SecretsConfig)).toMatchObject({ signingKey: 'manifests', directory: undefined });
    expect(find(StorageConfig)).toMatchObject({ connectionString: undefined });
  });
});
