import { type ApplicationTrial, type TrialResult } from '@app/auth';
import { type EntraCredentials } from '@app/domain';

/** Entra ID in memory: it knows one application with one secret. */
export class FakeApplicationTrial implements ApplicationTrial {
  /** Answers instead of the right one. */
  answerWith?: TrialResult;

  constructor(private readonly known: { appId: string; secret: string }) {}

  run(app: EntraCredentials): Promise<TrialResult> {
    return Promise.resolve(this.answerWith ?? this.answerTo(app));
  }

  private answerTo({ appId, secret }: EntraCredentials): TrialResult {
    if (appId !== this.known.appId) return { kind: 'refused', entraCode: 700_016 };
    const isRight = secret.reveal() === this.known.secret;
    return isRight ? { kind: 'accepted' } : { kind: 'refused', entraCode: 7_000_215 };
  }
}
