import { type Absence, type AbsenceBook } from '@app/archive';
import { AppError, compareIds } from '@app/domain';
import { CrashPoint } from '@testing/domain';

/** Absences in memory. */
export class FakeAbsenceBook implements AbsenceBook {
  private readonly absences = new Map<string, Absence>();
  private saves = 0;

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

  async save(accountId: string, absence: Absence): Promise<Absence> {
    await Promise.resolve();
    const key = `${accountId}/${absence.postId}`;
    if (this.absences.get(key)?.revision !== absence.revision) throw changed();
    const saved = { ...absence, revision: String((this.saves += 1)) };
    this.crash.write(() => this.absences.set(key, saved));
    return saved;
  }

  async remove(accountId: string, { postId, revision }: Absence): Promise<void> {
    await Promise.resolve();
    const key = `${accountId}/${postId}`;
    const known = this.absences.get(key);
    if (known && known.revision !== revision) throw changed();
    this.crash.write(() => this.absences.delete(key));
  }
}

function changed(): AppError {
  return new AppError('archive.conflict', 'Somebody else has saved this absence since.');
}
