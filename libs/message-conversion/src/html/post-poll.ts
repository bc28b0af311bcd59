import { type Poll } from '@app/domain';

import { pollState, votesIn } from '../content-text';
import { count } from '../wording';
import { type Html, html } from './html';
import { STYLES } from './styles';

/** A poll with a bar for each option, and its votes in numbers. */
export function postPoll(poll: Poll): Html {
  if (poll.options.length === 0) {
    return html`<div style="${STYLES.missing}">Poll (X did not say which).</div>`;
  }
  const all = votesIn(poll.options);
  const rows = poll.options.map(({ label, votes }) => {
    const percent = all > 0 ? Math.round((100 * votes) / all) : 0;
    const width = Math.min(Math.max(percent, 0), 100);
    return html`<tr>
      <th scope="row" dir="auto" style="${STYLES.pollRow}">
        ${label}
        <div style="${STYLES.track}"><div style="${STYLES.bar};width:${width}%"></div></div>
      </th>
      <td style="${STYLES.pollVotes}">${count(votes, 'vote')}, ${percent} %</td>
    </tr>`;
  });
  return html`<table style="${STYLES.poll}">
      ${rows}
    </table>
    <div style="${STYLES.caption}">
      Poll, ${pollState(poll)}; ${count(all, 'vote')} in all when captured
    </div>`;
}
