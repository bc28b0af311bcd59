import { type ApplicationTrial } from '@app/auth';
import { Secret } from '@app/domain';

const SCOPE = 'https://microsoft.onmicrosoft.com/4e476d41-2395-42be-89ff-34cb9186a1ac/.default';
const anotherId = '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b';

/** Something to try an application out with, and the one application it knows. */
export interface TrialUnderTest {
  trial: ApplicationTrial;
  appId: string;
  secret: string;
}

/** What every ApplicationTrial guarantees. */
export function describeApplicationTrial(name: string, make: () => TrialUnderTest): void {
  describe(`${name} is an ApplicationTrial`, () => {
    const run = (changes: { appId?: string; secret?: string } = {}) => {
      const { trial, appId, secret } = { ...make(), ...changes };
      return trial.run({ appId, secret: new Secret(secret) }, SCOPE);
    };

    it('tells that an application is accepted', async () => {
      expect(await run()).toEqual({ kind: 'accepted' });
    });

    it('tells a wrong secret, each time anew', async () => {
      await run();
      expect(await run({ secret: 'wrong' })).toEqual({ kind: 'refused', entraCode: 7_000_215 });
      expect(await run()).toEqual({ kind: 'accepted' });
    });

    it('tells an application that is not there', async () => {
      expect(await run({ appId: anotherId })).toEqual({ kind: 'refused', entraCode: 700_016 });
    });
  });
}
