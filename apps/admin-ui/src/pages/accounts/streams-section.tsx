import { type AccountDetail } from '../../api/types';
import { texts } from '../../texts/texts';
import { StreamItem } from './stream-item';

const words = texts.streams;

/** Where links to it lead. */
export const STREAMS_ID = 'streams';

/** What is captured of an account, and what of it an admin may switch. */
export function StreamsSection({ of }: { of: AccountDetail }) {
  return (
    <section className="group" id={STREAMS_ID} tabIndex={-1}>
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      <ul className="plain streams">
        {of.streams.map((view) => (
          <StreamItem key={view.stream} account={of} of={view} />
        ))}
      </ul>
    </section>
  );
}
