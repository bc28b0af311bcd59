import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type KeptAlert, type TaskDelivery } from '@app/jobs';

import { AccountSummary } from '../accounts/account.view';
import { UsageView } from '../usage/usage.view';
import {
  type Attention,
  type AttentionKind,
  attentionKinds,
  severities,
  type Severity,
} from './attention';

export class AttentionView {
  @ApiProperty({ enum: attentionKinds, enumName: 'AttentionKind' })
  kind!: AttentionKind;

  @ApiProperty({ enum: severities, enumName: 'Severity' })
  severity!: Severity;

  @ApiPropertyOptional({ description: "An account's id, or jobId/taskId." })
  subject?: string;

  @ApiProperty({ description: 'What is wrong and what to do.' })
  text!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  since?: string;
}

export class LastDeliveryView {
  @ApiProperty()
  jobId!: string;

  @ApiProperty()
  taskId!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  itemCount!: number;
}

export class AlertView {
  @ApiProperty({ description: 'Of docs/alerts.md.' })
  code!: string;

  @ApiProperty({ description: "An account's id, a job's, or `connector`." })
  subject!: string;

  @ApiProperty({ description: 'What is wrong.' })
  text!: string;

  @ApiProperty({ description: 'What to do.' })
  action!: string;

  @ApiProperty({ format: 'date-time' })
  since!: string;

  @ApiProperty({ format: 'date-time' })
  raisedAt!: string;
}

export class HomeView {
  @ApiProperty({ type: [AccountSummary] })
  accounts!: AccountSummary[];

  @ApiPropertyOptional({ format: 'date-time', description: 'When an account was last read.' })
  lastCaptureAt?: string;

  @ApiPropertyOptional({ description: 'The task that was delivered last.' })
  lastDelivery?: LastDeliveryView;

  @ApiProperty({ type: [AttentionView], description: 'Most urgent first.' })
  attention!: AttentionView[];

  @ApiProperty({ type: [AlertView], description: 'Raised, and not resolved.' })
  alerts!: AlertView[];

  @ApiProperty({ type: UsageView })
  usage!: UsageView;
}

export function attentionView({ since, ...rest }: Attention): AttentionView {
  return { ...rest, ...(since && { since: since.toISOString() }) };
}

export function alertView({ code, subject, text, action, since, raisedAt }: KeptAlert): AlertView {
  const times = { since: since.toISOString(), raisedAt: raisedAt.toISOString() };
  return { code, subject, text, action, ...times };
}

export function deliveryView({ completedAt, ...rest }: TaskDelivery): LastDeliveryView {
  return { ...rest, at: completedAt.toISOString() };
}
