import { Badge, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useId } from 'react';

import { type AccountDetail, type StreamView } from '../../api/types';
import { formatTime } from '../../format/format';
import { useMayChange } from '../../parts/may-change';
import { Said } from '../../parts/said';
import { texts } from '../../texts/texts';
import { streamFacts } from './stream-facts';
import { StreamSwitch } from './stream-switch';

const words = texts.streams;

/** One stream: what it holds and costs, where it stands, and its switch. */
export function StreamItem({ account, of }: { account: AccountDetail; of: StreamView }) {
  const { stream, parked } = of;
  const about = useId();
  const mayChange = useMayChange();
  const name = words.names[stream];
  const facts = streamFacts(of).join(' · ');
  return (
    <li>
      {stream === 'posts' || !mayChange ? (
        <div className="always">
          {name} <Badge appearance="tint">{stateText(of)}</Badge>
        </div>
      ) : (
        <StreamSwitch account={account} of={of} about={about} />
      )}
      <div className="about" id={about}>
        <div>{words.holds[stream]}</div>
        <div className="soft">
          {words.reach[stream]} {words.bills[stream]}
        </div>
      </div>
      {facts !== '' && <div className="about">{facts}</div>}
      {parked && (
        <MessageBar intent="warning" layout="multiline" className="message">
          <MessageBarBody>
            <MessageBarTitle>{words.waits(name, formatTime(parked.until))}</MessageBarTitle>
            <Said>{parked.message}</Said>
          </MessageBarBody>
        </MessageBar>
      )}
    </li>
  );
}

function stateText({ stream, on }: StreamView): string {
  if (stream === 'posts') return words.always;
  return on ? words.on : words.off;
}
