import { secretNames, SecretStore } from '@app/secrets';
import { z } from 'zod';

import { type Answer, Browser } from '../support/browser';
import { type RunningConnector, startConnector } from '../support/connector';
import { routesOf } from '../support/routes-of';
import { type RunningSandbox, startSandbox } from '../support/sandbox';

const callers = [
  'anonymous',
  'basic',
  'wrong basic',
  'import service',
  'no role',
  'admin',
  'examiner',
  'admin of another site',
  'bootstrap',
] as const;
type Caller = (typeof callers)[number];

/** Let in, or refused: 401 with an empty body, 403 with a problem. */
type Outcome = 'in' | 401 | 403;
type Policy = Record<Caller, Outcome>;

const all = (outcome: Outcome): Policy => ({
  anonymous: outcome,
  basic: outcome,
  'wrong basic': outcome,
  'import service': outcome,
  'no role': outcome,
  admin: outcome,
  examiner: outcome,
  'admin of another site': outcome,
  bootstrap: outcome,
});

/** For everybody; what it does by itself, it does for who can prove something in the body. */
const open = all('in');
/** Whoever knows the APISecretKey: the set-up page. */
const setupKey = { ...all(401), basic: 'in' } as const;
/** The Import service, and the portal's pages with the APISecretKey. */
const importCaller = { ...setupKey, 'import service': 'in' } as const;

const admin = { ...all(401), 'no role': 403, admin: 'in', examiner: 403, bootstrap: 403 } as const;
const examiner = { ...admin, examiner: 'in' } as const;
const bootstrap = { ...admin, bootstrap: 'in' } as const;
const signedIn = { ...examiner, 'no role': 'in', bootstrap: 'in' } as const;
/** Looking may be done from a page of another site, which cannot read the answer; changing may not. */
const looking = (policy: Policy): Policy => ({ ...policy, 'admin of another site': 'in' });
const changing = (policy: Policy): Policy => ({ ...policy, 'admin of another site': 403 });

/** Who may call what. Every route the connector has must be here. */
const matrix: Record<string, Policy> = {
  'GET /setup/Validate': importCaller,
  'GET /job/IsCreated': importCaller,
  'DELETE /job/OnDeleted': importCaller,
  'GET /job/OnRemediation': importCaller,
  'POST /data/OnDownloadRequest': importCaller,

  'GET /api/Configuration': setupKey,
  'POST /api/Configuration': setupKey,
  'GET /api/ConnectorSetup/OAuthUrl': setupKey,
  'POST /api/ConnectorSetup/StoreToken': setupKey,
  'GET /api/ConnectorSetup/GetEntities': setupKey,
  'POST /api/ConnectorSetup/SavePage': setupKey,
  'GET /api/ConnectorSetup/DeleteToken': setupKey,

  'GET /preview/OnJobCreating': open,
  'GET /Views/TwitterOAuth': open,
  'GET /health/live': open,
  'GET /health/ready': open,

  'GET /admin/sign-in': open,
  'GET /admin/sign-in/callback': open,
  'GET /admin/api/session': open,
  'POST /admin/api/session/bootstrap': open,
  'DELETE /admin/api/session': changing(signedIn),

  'GET /admin/api/settings': looking(bootstrap),
  'PUT /admin/api/settings': changing(bootstrap),
  'POST /admin/api/settings/test-x': changing(admin),
  'POST /admin/api/settings/test-entra': changing(bootstrap),
  'GET /admin/api/accounts': looking(examiner),
  'GET /admin/api/accounts/:accountId': looking(examiner),
  'GET /admin/api/accounts/:accountId/counts': looking(examiner),
  'POST /admin/api/accounts/:accountId/pause': changing(admin),
  'POST /admin/api/accounts/:accountId/resume': changing(admin),
  'POST /admin/api/accounts/:accountId/capture': changing(admin),
  'GET /admin/api/accounts/:accountId/completeness': looking(examiner),
  'GET /admin/api/accounts/:accountId/completeness.csv': looking(examiner),
  'GET /admin/api/accounts/:accountId/completeness.json': looking(examiner),
  'GET /admin/api/accounts/:accountId/recheck': looking(examiner),
  'GET /admin/api/accounts/:accountId/self-test': looking(examiner),
  'POST /admin/api/accounts/:accountId/self-test': changing(admin),
  'PUT /admin/api/accounts/:accountId/streams': changing(admin),
  'GET /admin/api/accounts/:accountId/imports': looking(examiner),
  'POST /admin/api/accounts/:accountId/imports': changing(admin),
  'GET /admin/api/accounts/:accountId/imports/:importId': looking(examiner),
  'GET /admin/api/accounts/:accountId/imports/:importId/problems.csv': looking(examiner),
  'PUT /admin/api/accounts/:accountId/imports/:importId/blocks/:index': changing(admin),
  'POST /admin/api/accounts/:accountId/imports/:importId/finish': changing(admin),
  'POST /admin/api/accounts/:accountId/imports/:importId/cancel': changing(admin),
  'POST /admin/api/accounts/:accountId/imports/:importId/retry': changing(admin),
  'GET /admin/api/tasks': looking(examiner),
  'GET /admin/api/tasks/:jobId/:taskId': looking(examiner),
  'GET /admin/api/tasks/:jobId/:taskId/manifest': looking(examiner),
  'POST /admin/api/tasks/:jobId/:taskId/retry': changing(admin),
  'GET /admin/api/parked-items': looking(examiner),
  'POST /admin/api/parked-items/:jobId/:itemId/retry': changing(admin),
  'GET /admin/api/home': looking(examiner),
  'GET /admin/api/audit': looking(examiner),
  'GET /admin/api/audit.csv': looking(examiner),
};

/** Pages and files that tell nothing of this connector. */
const isDocumentation = (route: string) => /^GET \/api\/docs\b/.test(route);

const sessionSchema = z.object({ csrfToken: z.string().optional() });

let sandbox: RunningSandbox;
let connector: RunningConnector;
let routes: string[];
/** Those who come in through Entra ID's page, by their names there. */
const people: Partial<Record<Caller, string>> = {
  admin: 'ada',
  'admin of another site': 'ada',
  examiner: 'eve',
  'no role': 'ned',
};
/** Who is signed in, by caller. */
const sessions = new Map<Caller, Browser>();

beforeAll(async () => {
  sandbox = await startSandbox({});
  connector = await startConnector(sandbox);
  routes = routesOf(connector.app);
  const secrets = connector.app.get(SecretStore, { strict: false });
  await secrets.set(secretNames.xAppKey, sandbox.keys.appKey);
  await secrets.set(secretNames.xAppSecret, sandbox.keys.appSecret);
  await sandbox.control.registerCallbacks(`${connector.url}/Views/TwitterOAuth`);
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
});

const at = (path: string) => connector.url + path;

/** Comes in as a person does: through Entra ID's page, or with the key. */
async function signIn(caller: Caller): Promise<Browser> {
  const browser = new Browser();
  if (caller === 'bootstrap') {
    const { tenantId, apiSecretKey } = sandbox.credentials;
    const body = { tenantId, apiSecretKey };
    await browser.send(at('/admin/api/session/bootstrap'), { method: 'POST', body });
  } else {
    const authorize = await browser.redirectOf(at('/admin/sign-in'));
    authorize.searchParams.set('user', people[caller] ?? '');
    await browser.send(await browser.redirectOf(authorize));
  }
  return browser;
}

async function sessionOf(caller: Caller) {
  const browser = sessions.get(caller) ?? (await signIn(caller));
  sessions.set(caller, browser);
  const { text } = await browser.send(at('/admin/api/session'));
  const { csrfToken = '' } = sessionSchema.parse(JSON.parse(text));
  return { browser, csrfToken };
}

async function headersOf(caller: Caller): Promise<Record<string, string>> {
  const { tenantId, apiSecretKey } = sandbox.credentials;
  const basic = (key: string) => `Basic ${Buffer.from(`${tenantId}:${key}`).toString('base64')}`;
  if (caller === 'basic') return { authorization: basic(apiSecretKey) };
  if (caller === 'wrong basic') return { authorization: basic('wrong') };
  if (caller !== 'import service') return {};
  return { authorization: `Bearer ${await sandbox.control.importToken()}` };
}

const isSession = (caller: Caller) => caller in people || caller === 'bootstrap';

async function call(route: string, caller: Caller): Promise<Answer> {
  const [verb = '', pattern = ''] = route.split(' ');
  const method = z.enum(['GET', 'POST', 'PUT', 'DELETE']).parse(verb);
  const url = at(pattern.replace(/:\w+/g, '1'));
  const body = method === 'POST' || method === 'PUT' ? {} : undefined;
  if (!isSession(caller)) {
    return new Browser().send(url, { method, headers: await headersOf(caller), body });
  }
  const { browser, csrfToken } = await sessionOf(caller);
  const isOurs = caller !== 'admin of another site';
  const headers: Record<string, string> = isOurs ? { 'x-csrf-token': csrfToken } : {};
  const answer = await browser.send(url, { method, headers, body });
  if (pattern.startsWith('/admin/api/session') || pattern.startsWith('/admin/sign-in')) {
    sessions.delete(caller);
  }
  return answer;
}

/** What became of a call; an answer that is none of the three stands for itself. */
function outcomeOf({ status, text, headers, setCookies }: Answer): unknown {
  if (status === 401) return text === '' && setCookies.length === 0 ? 401 : { status, text };
  if (status === 403) return String(headers['content-type']).includes('problem') ? 403 : text;
  return status < 500 && status !== 429 ? 'in' : { status, text };
}

describe('every route', () => {
  it('has a row in the matrix, and every row a route', () => {
    const served = routes.filter((route) => !isDocumentation(route));
    expect(served.sort()).toEqual(Object.keys(matrix).sort());
  });

  it('is documentation only where it says the same to all', async () => {
    const served = routes.filter((route) => isDocumentation(route));
    expect(served).toContain('GET /api/docs-json');
    for (const route of served) {
      const told = await Promise.all(callers.map(async (caller) => call(route, caller)));
      expect(new Set(told.map(({ status, text }) => (status === 200 ? text : status))).size).toBe(
        1,
      );
    }
  });
});

describe.each(Object.entries(matrix))('%s', (route, policy) => {
  it.each(callers)('%s', async (caller) => {
    expect(outcomeOf(await call(route, caller))).toEqual(policy[caller]);
  });
});
