import { Badge } from '@fluentui/react-components';

import { type AccountSummary, type TaskView } from '../api/types';
import { texts } from '../texts/texts';

const accountColors = {
  capturing: 'success',
  'never-captured': 'informative',
  parked: 'warning',
  paused: 'warning',
  'not-set-up': 'informative',
} as const satisfies Record<AccountSummary['state'], string>;

export function AccountState({ state }: { state: AccountSummary['state'] }) {
  return (
    <Badge color={accountColors[state]} appearance="tint">
      {texts.accounts.states[state]}
    </Badge>
  );
}

const taskColors = {
  waiting: 'informative',
  delivered: 'success',
  'handed-back': 'warning',
} as const satisfies Record<TaskView['state'], string>;

export function TaskState({ state }: { state: TaskView['state'] }) {
  return (
    <Badge color={taskColors[state]} appearance="tint">
      {texts.tasks.states[state]}
    </Badge>
  );
}

const severityColors = { error: 'danger', warning: 'warning', info: 'informative' } as const;

export function Severity({ severity }: { severity: keyof typeof severityColors }) {
  return (
    <Badge color={severityColors[severity]} appearance="tint">
      {texts.home.severity[severity]}
    </Badge>
  );
}
