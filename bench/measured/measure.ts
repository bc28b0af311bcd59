import { resolve } from 'node:path';

import { type Azurite } from '../../scripts/local/azurite';
import { localEnvironment, type Places } from '../../scripts/local/environment';
import { LocalProcess } from '../../scripts/local/local-process';
import { WORKER_NODE_ARGS } from '../../scripts/local/worker-node-args';
import { type Order, type Outcome, outcomeSchema } from './order';

/** Nobody is called there: what is measured needs storage only. */
const NOWHERE = 'https://localhost:1';
const tenantId = '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b';
const nobody = {
  apiSecretKey: '',
  xAppKey: '',
  xAppSecret: '',
  xAccessToken: '',
  xAccessSecret: '',
  smtpPassword: '',
};

/** The settings of a process that has storage, and secrets in a folder, and nobody else. */
export function withoutStandIns(places: Omit<Places, 'sandboxUrl'>): NodeJS.ProcessEnv {
  const {
    KEY_VAULT_URL: _,
    NODE_EXTRA_CA_CERTS: __,
    ...env
  } = localEnvironment(
    { ...places, sandboxUrl: NOWHERE },
    { ...{ tenantId, aadAppId: tenantId, aadAppSecret: 'none' }, ...nobody },
  );
  return { ...env, SECRETS_DIR: places.dataDir };
}

/** Carries out the order in a process of its own, with the settings a worker has on this machine. */
export async function measure(azurite: Azurite, dataDir: string, order: Order): Promise<Outcome> {
  const env = withoutStandIns({ dataDir, azurite, connectorPort: 8080 });
  return outcomeSchema.parse(JSON.parse(await runMeasured('main', order, env)));
}

/** As {@link outcomeOf}, of a program that is given its order and started as a worker is. */
export async function runMeasured(
  program: 'main' | 'capture',
  order: object,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const measured = new LocalProcess('measured', resolve(`dist/bench/measured/${program}.js`), {
    ...{ env, input: JSON.stringify(order), nodeArgs: WORKER_NODE_ARGS },
  });
  return outcomeOf(measured);
}

/** The last line that a measured program writes, but for what Node may have to say of itself. Rejects when it fails. */
export async function outcomeOf(measured: LocalProcess): Promise<string> {
  let lastLine = '';
  measured.onLine = (line) => {
    if (line.startsWith('{')) lastLine = line;
  };
  if ((await measured.exit()) !== 0) throw measured.failure('failed');
  return lastLine;
}
