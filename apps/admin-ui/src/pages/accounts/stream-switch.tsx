import { Switch, useRestoreFocusTarget } from '@fluentui/react-components';

import { type AccountDetail, type StreamView } from '../../api/types';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { useStreamSwitch } from './use-stream-switch';

const words = texts.streams;

interface StreamSwitchProps {
  account: AccountDetail;
  of: StreamView;
  /** Id of what describes it. */
  about: string;
}

/** Switches one stream, and says what came of it. */
export function StreamSwitch({ account, of: { stream, on }, about }: StreamSwitchProps) {
  const switching = useStreamSwitch(account.accountId, stream);
  const { pending, saved, error } = switching;
  const restoreFocus = useRestoreFocusTarget();
  const name = words.names[stream];
  return (
    <>
      <Switch
        {...restoreFocus}
        label={name}
        checked={pending ?? on}
        aria-describedby={about}
        onChange={(_, { checked }) => switching.change(checked)}
      />
      <div role="status" className="about">
        {saved !== undefined && (saved ? words.switchedOn(name) : words.switchedOff(name))}
      </div>
      {error && <ProblemBar error={error} />}
      <ConfirmDialog
        open={switching.isAsking}
        title={words.messagesTitle(account.username)}
        text={
          <>
            <p>{words.messagesPrivate}</p>
            <p>{words.messagesNeed}</p>
          </>
        }
        action={words.switchOn}
        onConfirm={switching.confirm}
        onClose={switching.stopAsking}
      />
    </>
  );
}
