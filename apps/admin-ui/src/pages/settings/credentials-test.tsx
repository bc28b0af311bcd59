import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';

import { api, useAction } from '../../api/queries';
import { type TestResult } from '../../api/types';
import { formatSecond } from '../../format/format';
import { ProblemBar } from '../../parts/problem-bar';
import { Said } from '../../parts/said';
import { texts } from '../../texts/texts';

const words = texts.settings;

interface CredentialsTestProps {
  path: 'settings/test-x' | 'settings/test-entra';
  name: string;
}

/** Tries what is set at the other side, and says what it answered. */
export function CredentialsTest({ path, name }: CredentialsTestProps) {
  const { mutate, isPending, data, error } = useAction(() => api.post<TestResult>(path));
  return (
    <>
      <Button disabledFocusable={isPending} onClick={() => mutate(undefined)}>
        {isPending ? words.testing : name}
      </Button>
      <div role="status">{data && <Result of={data} />}</div>
      {error && <ProblemBar error={error} />}
    </>
  );
}

function Result({ of: { ok, message, code, checkedAt } }: { of: TestResult }) {
  return (
    <MessageBar intent={ok ? 'success' : 'error'} layout="multiline" className="message">
      <MessageBarBody>
        <MessageBarTitle>{ok ? words.works : words.fails}</MessageBarTitle>
        <Said>{message}</Said> {code !== undefined && <code>{code}</code>}
        <div className="soft">{words.checkedAt(formatSecond(checkedAt))}</div>
      </MessageBarBody>
    </MessageBar>
  );
}
