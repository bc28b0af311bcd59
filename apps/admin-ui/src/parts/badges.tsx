import { Badge } from '@fluentui/react-components';

import { type AccountSummary, type ImportView, type TaskView } from '../api/types';
import { accountStateText } from '../texts/account-state-text';
import { texts } from '../texts/texts';

export function AccountState({ of }: { of: Pick<AccountSummary, 'state' | 'parked'> }) {
  const { text, color } = accountStateText(of);
  return (
    <Badge color={color} appearance="tint">
      {text}
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

const importColors = {
  uploading: 'informative',
  waiting: 'informative',
  running: 'brand',
  done: 'success',
  failed: 'danger',
  cancelled: 'subtle',
} as const satisfies Record<ImportView['state'], string>;

export function ImportState({ state }: { state: ImportView['state'] }) {
  return (
    <Badge color={importColors[state]} appearance="tint">
      {texts.imports.states[state]}
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
