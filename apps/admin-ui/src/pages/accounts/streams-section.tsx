import { type AccountDetail } from '../../api/types';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { ProblemBar } from '../../parts/problem-bar';
import { texts } from '../../texts/texts';
import { StreamItem } from './stream-item';
import { type StreamSwitch, useStreamSwitches } from './use-stream-switches';

const words = texts.streams;

/** Where links to it lead. */
export const STREAMS_ID = 'streams';

/** What is captured of an account, and what of it an admin may switch. */
export function StreamsSection({ of }: { of: AccountDetail }) {
  const switches = useStreamSwitches(of.accountId);
  const { pending, saved, error } = switches;
  return (
    <section className="group" id={STREAMS_ID} tabIndex={-1}>
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      <ul className="plain streams">
        {of.streams.map((view) => (
          <StreamItem
            key={view.stream}
            of={view}
            pending={pending?.stream === view.stream ? pending.on : undefined}
            onChange={(on) => switches.change({ stream: view.stream, on })}
          />
        ))}
      </ul>
      <div role="status">{saved && savedText(saved)}</div>
      {error && <ProblemBar error={error} />}
      <ConfirmDialog
        open={switches.isAsking}
        title={words.messagesTitle(of.username)}
        text={
          <>
            <p>{words.messagesPrivate}</p>
            <p>{words.messagesNeed}</p>
          </>
        }
        action={words.switchOn}
        onConfirm={switches.confirm}
        onClose={switches.stopAsking}
      />
    </section>
  );
}

function savedText({ stream, on }: StreamSwitch): string {
  const name = words.names[stream];
  return on ? words.switchedOn(name) : words.switchedOff(name);
}
