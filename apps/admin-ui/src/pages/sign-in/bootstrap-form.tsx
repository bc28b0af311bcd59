import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { type SubmitEvent, useState } from 'react';

import { ApiProblem } from '../../api/api-problem';
import { api, useAction } from '../../api/queries';
import { type SessionView } from '../../api/types';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';

/** Signs in with what the portal proves itself with. */
export function BootstrapForm() {
  const { signIn } = texts;
  const [tenantId, setTenantId] = useState('');
  const [apiSecretKey, setApiSecretKey] = useState('');
  const action = useAction(() =>
    api.post<SessionView>('session/bootstrap', { tenantId: tenantId.trim(), apiSecretKey }),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    action.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="form">
      <Field label={signIn.tenantId} required>
        <Input
          value={tenantId}
          onChange={(_, { value }) => setTenantId(value)}
          autoComplete="off"
        />
      </Field>
      <Field label={signIn.apiSecretKey} required>
        <Input
          type="password"
          value={apiSecretKey}
          onChange={(_, { value }) => setApiSecretKey(value)}
          autoComplete="off"
        />
      </Field>
      {action.error && <Refusal error={action.error} />}
      <Button type="submit" disabledFocusable={action.isPending}>
        {signIn.submit}
      </Button>
    </form>
  );
}

/** Here a 401 does not mean that a session has ended. */
function Refusal({ error }: { error: Error }) {
  if (!(error instanceof ApiProblem) || error.status !== 401) return <ProblemBar error={error} />;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{texts.signIn.wrong}</MessageBarBody>
    </MessageBar>
  );
}
