import { type Actor, type PostId } from '@app/domain';

/** The newest test of an account from end to end: what was found out when it began. How far it is, is read from the archive and the tasks. */
export interface SelfTest {
  accountId: string;
  startedAt: Date;
  startedBy: Pick<Actor, 'kind' | 'id' | 'name'>;
  /** Which post is followed: one made after the start, or the newest X showed then. */
  follow: 'new' | 'newest';
  /** What X, or the store of secrets, had against the account's keys; absent when nothing. */
  refusal?: { code: string; message: string };
  /** The newest posts X showed, newest first. */
  shown: readonly PostId[];
  end?: { at: Date; passed: boolean };
}

/** One test an account; the next takes its place. Rejects with `jobs.unavailable`. */
export abstract class SelfTests {
  abstract save(test: SelfTest): Promise<void>;

  abstract find(accountId: string): Promise<SelfTest | undefined>;
}
