import { AdminPage } from './admin-page';
import { type ConnectorApp } from './connector-app';

type Route = readonly ['get' | 'post' | 'put', string];

/** What holds for each route of the admin API that is for admins only, or for bootstrap too. */
export function describeGuarded(
  connector: ConnectorApp,
  routes: { admin?: readonly Route[]; adminOrBootstrap?: readonly Route[] },
): void {
  const { admin = [], adminOrBootstrap = [] } = routes;
  const all = [...admin, ...adminOrBootstrap];
  const ask = (page: AdminPage, [method, path]: Route) =>
    method === 'get' ? page.get(path) : page[method](path, {});

  describe.each(all)('%s %s', (...route) => {
    it('is 401, empty, without a session', async () => {
      const answer = await ask(AdminPage.ofNobody(connector), route);
      expect([answer.status, answer.text]).toEqual([401, '']);
      expect(answer.headers['cache-control']).toBe('no-store');
    });

    it('is 403 without the role', async () => {
      const answer = await ask(await AdminPage.open(connector, 'no-role'), route);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({
        title: expect.stringContaining('Connector.Admin') as string,
      });
    });
  });

  if (admin.length > 0) {
    it.each(admin)('%s %s is 403 for bootstrap', async (...route) => {
      const answer = await ask(await AdminPage.open(connector, 'bootstrap'), route);
      expect(answer.status).toBe(403);
    });
  }

  const changing = all.filter(([method]) => method !== 'get');
  if (changing.length > 0) {
    it.each(changing)('%s %s is 403 without the CSRF token', async (...route) => {
      const page = (await AdminPage.open(connector)).withoutToken();
      const answer = await ask(page, route);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({
        title: expect.stringContaining('settings page') as string,
      });
    });
  }
}
