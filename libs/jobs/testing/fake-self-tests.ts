import { type SelfTest, type SelfTests } from '@app/jobs';

/** Tests in memory. */
export class FakeSelfTests implements SelfTests {
  private readonly tests = new Map<string, SelfTest>();

  save(test: SelfTest): Promise<void> {
    this.tests.set(test.accountId, structuredClone(test));
    return Promise.resolve();
  }

  find(accountId: string): Promise<SelfTest | undefined> {
    return Promise.resolve(this.tests.get(accountId));
  }
}
