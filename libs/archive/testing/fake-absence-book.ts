import { type Absence, type AbsenceBook } from '@app/archive';
import { compareIds } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Absences in memory. */
export class FakeAbsenceBook implements AbsenceBook {
  private readonly absences = new Map<string, Absence>();

  constructor(private readonly crash = new CrashPoint()) {}

  list(accountId: string): Promise<Absence[]> {
    const own = [...this.absences].filter(([key]) => key.startsWith(`${accountId}/`));
    return Promise.resolve(
      own.map(([, absence]) => absence).sort((a, b) => compareIds(a.postId, b.postId)),
    );
  }

  async listRemoved(accountId: string): Promise<Absence[]> {
    return (await this.list(accountId)).filter(({ removal }) => removal);
  }

  async save(accountId: string, absence: Absence): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => this.absences.set(`${accountId}/${absence.postId}`, absence));
  }

  async remove(accountId: string, postId: string): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => this.absences.delete(`${accountId}/${postId}`));
  }
}
