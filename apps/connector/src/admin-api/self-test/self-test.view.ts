import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type SelfTest } from '@app/jobs';

import { type SelfTestState } from '../../self-test/self-test-desk';
import { type Step, type StepName, stepNames, stepStates } from '../../self-test/self-test-steps';

export class SelfTestStepView {
  @ApiProperty({ enum: stepNames, enumName: 'SelfTestStep' })
  name!: StepName;

  @ApiProperty({ enum: stepStates })
  state!: Step['state'];

  @ApiPropertyOptional({ format: 'date-time' })
  at?: string;

  @ApiProperty({ description: 'What was found; of what is not well, what to do.' })
  text!: string;
}

export class SelfTestRunView {
  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiPropertyOptional()
  startedBy?: string;

  @ApiProperty({ enum: ['new', 'newest'] })
  follow!: SelfTest['follow'];

  @ApiProperty({ enum: ['waiting', 'passed', 'failed'] })
  state!: 'waiting' | 'passed' | 'failed';

  @ApiPropertyOptional({ format: 'date-time' })
  endedAt?: string;

  @ApiProperty({ type: [SelfTestStepView] })
  steps!: SelfTestStepView[];
}

export class SelfTestView {
  @ApiPropertyOptional({ description: 'The newest; absent when there was none yet.' })
  test?: SelfTestRunView;
}

export function selfTestView(state: SelfTestState | undefined): SelfTestView {
  if (!state) return {};
  const { startedAt, startedBy, follow, end } = state.test;
  return {
    test: {
      startedAt: startedAt.toISOString(),
      ...(startedBy.name !== undefined && { startedBy: startedBy.name }),
      follow,
      state: stateOf(end),
      ...(end && { endedAt: end.at.toISOString() }),
      steps: state.steps.map(({ at, ...step }) => ({
        ...step,
        ...(at && { at: at.toISOString() }),
      })),
    },
  };
}

function stateOf(end: SelfTest['end']): SelfTestRunView['state'] {
  if (!end) return 'waiting';
  return end.passed ? 'passed' : 'failed';
}
