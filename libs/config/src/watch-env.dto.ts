import { IsOptional, Matches, MinLength } from 'class-validator';

import { HttpsUrl, WholeNumber } from './env-rules';
import { Setting } from './setting';

/** The part of the environment that says when somebody is told of trouble, and how. Loaded by `loadConfig` only. */
export class WatchEnvDto {
  @Setting({
    about: 'Seconds between two looks for broken promises (docs/alerts.md).',
    example: '300',
    default: '300',
  })
  @WholeNumber(1, 86_400)
  ALERT_INTERVAL_SECONDS = 300;

  @Setting({
    about: 'Minutes an account may not have been read to its newest post before it is an alert.',
    example: '60',
    default: '60',
  })
  @WholeNumber(1, 43_200)
  ALERT_CAPTURE_LATE_MINUTES = 60;

  @Setting({
    about:
      'Hours without a post after which the silence of an account that posts on most days is an alert; 0 for never.',
    example: '72',
    default: '72',
  })
  @WholeNumber(0, 8760)
  ALERT_SILENCE_HOURS = 72;

  @Setting({
    about: 'Hour of the day (UTC) from which everything is reconciled once a day.',
    example: '3',
    default: '3',
  })
  @WholeNumber(0, 23)
  ALERT_DAILY_HOUR = 3;

  @Setting({
    about: 'Address that alerts are posted to as JSON; it may hold a token.',
    example: '',
    default: 'alerts are in the log and on Home only',
    secret: true,
  })
  @IsOptional()
  @HttpsUrl()
  ALERT_WEBHOOK_URL?: string;

  @Setting({
    about: 'Key that signs what is posted (HMAC-SHA-256), at least 16 characters.',
    example: '',
    default: 'not signed',
    secret: true,
  })
  @IsOptional()
  @MinLength(16, { message: 'must have at least 16 characters' })
  ALERT_WEBHOOK_KEY?: string;

  @Setting({
    about:
      'Port on which connector and worker each offer `GET /metrics` for Prometheus, to whoever reaches it: keep it from the internet. 0 for none.',
    example: '9464',
    default: '0',
  })
  @WholeNumber(0, 65_535)
  METRICS_PORT = 0;

  @Setting({
    about: 'Connection string of an Application Insights, which is sent figures and traces.',
    example: '',
    default: 'nothing is sent',
    secret: true,
  })
  @IsOptional()
  @Matches(/^(?=.*InstrumentationKey=)\w+=[^;]+(;\w+=[^;]+)*;?$/, {
    message: 'must be a connection string of an Application Insights',
  })
  APPLICATIONINSIGHTS_CONNECTION_STRING?: string;
}
