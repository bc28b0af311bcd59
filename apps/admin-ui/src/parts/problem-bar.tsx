import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';

import { ApiProblem } from '../api/api-problem';
import { problemText } from '../texts/problem-text';
import { texts } from '../texts/texts';

/** What went wrong, with the id under which the log has it. */
export function ProblemBar({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const correlationId = error instanceof ApiProblem ? error.correlationId : undefined;
  const isSaid = error instanceof ApiProblem && error.sentence !== undefined;
  return (
    <MessageBar intent="error" layout="multiline" role="alert" className="message">
      <MessageBarBody>
        <span lang={isSaid ? 'en' : undefined}>{problemText(error)}</span>
        {correlationId !== undefined && (
          <div className="soft">{texts.problem.correlationId(correlationId)}</div>
        )}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>{texts.problem.retry}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
