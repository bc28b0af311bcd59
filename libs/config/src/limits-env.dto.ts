import { WholeNumber } from './env-rules';
import { Setting } from './setting';

/** The part of the environment that limits what is delivered and what is spent. Loaded by `loadConfig` only. */
export class LimitsEnvDto {
  @Setting({
    about:
      'Items delivered for a connector on one day (UTC); the rest waits for the next. Purview imports nothing of a day with more than 200,000.',
    example: '150000',
    default: '150000',
  })
  @WholeNumber(1, 200_000)
  DELIVERY_ITEMS_PER_DAY = 150_000;

  @Setting({
    about:
      'Posts, users, messages and likes read from X in a calendar month (UTC), of all accounts together. The last tenth is for own posts alone; then nothing is read until the month is over.',
    example: '1000000',
    default: 'no limit',
  })
  @WholeNumber(1, 1_000_000_000)
  X_READS_PER_MONTH?: number;
}
