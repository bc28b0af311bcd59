import { removalPolicies, type RemovalPolicy } from '@app/domain';
import { IsIn } from 'class-validator';

import { WholeNumber } from './env-rules';
import { Setting } from './setting';

/** The part of the environment that says when the worker captures and delivers. Loaded by `loadConfig` only. */
export class WorkEnvDto {
  @Setting({
    about:
      'Port the worker answers `GET /health/live` on, for platforms that watch it so; 0 for none.',
    example: '8080',
    default: '0',
  })
  @WholeNumber(0, 65_535)
  WORKER_PORT = 0;

  @Setting({ about: 'Seconds between two captures of an account.', example: '300', default: '300' })
  @WholeNumber(1, 86_400)
  CAPTURE_INTERVAL_SECONDS = 300;

  @Setting({
    about:
      "Seconds after which a post is trusted to be in X's timeline; younger ones are read again.",
    example: '30',
    default: '30',
  })
  @WholeNumber(0, 3600)
  CAPTURE_SETTLE_SECONDS = 30;

  @Setting({
    about: 'Seconds until another worker takes over the capture of an account from one that died.',
    example: '60',
    default: '60',
  })
  @WholeNumber(1, 3600)
  CAPTURE_LEASE_SECONDS = 60;

  @Setting({
    about: 'Media files downloaded at the same time for an account.',
    example: '4',
    default: '4',
  })
  @WholeNumber(1, 32)
  CAPTURE_MEDIA_CONCURRENCY = 4;

  @Setting({
    about:
      'Hours of the timeline that are read again, for posts X has listed late; 0 reads nothing again. X bills posts read twice on one UTC day once.',
    example: '24',
    default: '24',
  })
  @WholeNumber(0, 168)
  CAPTURE_OVERLAP_HOURS = 24;

  @Setting({ about: 'Minutes between two readings of them.', example: '240', default: '240' })
  @WholeNumber(1, 1440)
  CAPTURE_OVERLAP_MINUTES = 240;

  @Setting({
    about:
      'Days for which archived posts are looked up again by their ids, to see whether they were changed or deleted; 0 looks none up.',
    example: '30',
    default: '30',
  })
  @WholeNumber(0, 3650)
  CAPTURE_SWEEP_DAYS = 30;

  @Setting({
    about: 'Hours from one sweep through those days to the next. X bills each post looked up.',
    example: '24',
    default: '24',
  })
  @WholeNumber(1, 720)
  CAPTURE_SWEEP_HOURS = 24;

  @Setting({
    about:
      'What becomes of the archived copy of an own post that is deleted at X: keep it; redact it (who, when, ids and hashes stay); purge it (id, time and hashes stay). It counts for what was found before, too, and there is no way back.',
    example: 'keep',
    default: 'keep',
  })
  @IsIn(removalPolicies)
  DELETED_OWN_POSTS: RemovalPolicy = 'keep';

  @Setting({
    about:
      'true stops all removal of archived content, for a legal hold, whatever DELETED_OWN_POSTS says.',
    example: 'false',
    default: 'false',
  })
  @IsIn(['true', 'false'])
  DELETED_CONTENT_HOLD = 'false';

  @Setting({
    about: 'Seconds between two looks into an empty task queue.',
    example: '5',
    default: '5',
  })
  @WholeNumber(1, 300)
  DELIVERY_POLL_SECONDS = 5;

  @Setting({
    about: 'Seconds until another worker takes over a task from one that died.',
    example: '120',
    default: '120',
  })
  @WholeNumber(1, 3600)
  DELIVERY_HIDE_SECONDS = 120;

  @Setting({
    about: 'Seconds until a task that could not be ended is tried again.',
    example: '60',
    default: '60',
  })
  @WholeNumber(1, 3600)
  DELIVERY_RETRY_SECONDS = 60;

  @Setting({
    about:
      'Seconds a task waits for capture to cover its window; then the Import service is told to ask again.',
    example: '3600',
    default: '3600',
  })
  @WholeNumber(1, 86_400)
  DELIVERY_COVERAGE_WAIT_SECONDS = 3600;

  @Setting({
    about:
      'Tries of a failing task before it is put aside and the Import service told to ask again.',
    example: '100',
    default: '100',
  })
  @WholeNumber(1, 1000)
  DELIVERY_MAX_ATTEMPTS = 100;
}
