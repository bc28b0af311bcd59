import { type Alert, type AlertBook, type KeptAlert } from '@app/jobs';
import { CrashPoint } from '@testing/domain';

/** Alerts in memory. */
export class FakeAlertBook implements AlertBook {
  private readonly alerts = new Map<string, KeptAlert>();
  private day: string | undefined;

  constructor(private readonly crash = new CrashPoint()) {}

  async list(): Promise<KeptAlert[]> {
    await Promise.resolve();
    this.crash.read();
    return [...this.alerts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alert]) => alert);
  }

  async put(alert: KeptAlert): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => this.alerts.set(keyOf(alert), alert));
  }

  async remove(alert: Pick<Alert, 'code' | 'subject'>): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => this.alerts.delete(keyOf(alert)));
  }

  lastDaily(): Promise<string | undefined> {
    return Promise.resolve(this.day);
  }

  async noteDaily(day: string): Promise<void> {
    await Promise.resolve();
    this.crash.write(() => (this.day = day));
  }
}

function keyOf({ code, subject }: Pick<Alert, 'code' | 'subject'>): string {
  return `${code} ${subject}`;
}
