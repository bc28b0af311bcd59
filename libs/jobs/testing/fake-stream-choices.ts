import { type OptionalStream, optionalStreams } from '@app/domain';
import { type ChosenStream, type StreamChoices } from '@app/jobs';

/** Choices in memory. */
export class FakeStreamChoices implements StreamChoices {
  private readonly choices = new Map<string, ChosenStream[]>();

  of(accountId: string): Promise<OptionalStream[]> {
    return Promise.resolve(this.known(accountId).map(({ stream }) => stream));
  }

  chosen(accountId: string): Promise<ChosenStream[]> {
    return Promise.resolve(this.known(accountId));
  }

  all(): Promise<ReadonlyMap<string, ChosenStream[]>> {
    return Promise.resolve(new Map(this.choices));
  }

  set(accountId: string, streams: readonly OptionalStream[], at: Date): Promise<OptionalStream[]> {
    const known = this.known(accountId);
    const since = new Map(known.map((each) => [each.stream, each.since]));
    const chosen = optionalStreams
      .filter((stream) => streams.includes(stream))
      .map((stream) => ({ stream, since: since.get(stream) ?? at }));
    this.choices.set(accountId, chosen);
    return Promise.resolve(known.map(({ stream }) => stream));
  }

  private known(accountId: string): ChosenStream[] {
    return this.choices.get(accountId) ?? [];
  }
}
