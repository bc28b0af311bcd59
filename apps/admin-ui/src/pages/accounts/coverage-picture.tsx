import { type Stretch } from '../../api/types';
import { formatDate, formatNumber } from '../../format/format';
import { DataTable } from '../../parts/data-table';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';
import { coverageGeometry } from './coverage-geometry';
import { Axis } from './axis';

const STATES = ['complete', 'unread', 'unreachable'] as const satisfies Stretch['state'][];
/** From it on, all that an account has ever posted is meant. */
const FIRST_ID = '1';
const words = texts.coverage;

const columns = [
  {
    head: words.from,
    cell: ({ from, fromId }: Stretch) =>
      fromId === FIRST_ID ? words.beginning : <When at={from} to="second" />,
  },
  { head: words.to, cell: ({ to }: Stretch) => <When at={to} to="second" /> },
  { head: words.state, cell: ({ state }: Stretch) => words.states[state] },
  { head: words.posts, cell: ({ posts }: Stretch) => formatNumber(posts), isNumber: true },
];

interface CoverageProps {
  of: Stretch[];
  /** Of the oldest archived post. */
  oldestDay?: string;
}

/** Which time is captured without a gap: as a picture, and as a table for whoever cannot see it. */
export function CoveragePicture(props: CoverageProps) {
  const { of } = props;
  return (
    <section>
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      {of.length === 0 ? <p>{words.empty}</p> : <Picture {...props} />}
    </section>
  );
}

function Picture({ of, oldestDay }: CoverageProps) {
  const { bars, marks } = coverageGeometry(of, oldestDay);
  const count = (state: Stretch['state']) => of.filter((each) => each.state === state).length;
  return (
    <>
      <svg
        className="picture coverage"
        role="img"
        aria-label={words.summary(count('complete'), count('unread'), count('unreachable'))}
      >
        {bars.map(({ x, width, state }, index) => (
          <rect key={index} className={state} x={`${x}%`} width={`${width}%`} height="100%" />
        ))}
      </svg>
      <Axis marks={marks.map(({ x, day }) => ({ x, text: formatDate(day) }))} />
      <ul className="legend">
        {STATES.filter((state) => count(state) > 0).map((state) => (
          <li key={state}>
            <svg className="swatch" aria-hidden="true">
              <rect className={state} width="100%" height="100%" />
            </svg>
            {words.states[state]}
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.table}</summary>
        <DataTable
          caption={words.title}
          columns={columns}
          rows={of}
          keyOf={({ fromId, toId }) => `${fromId} ${toId}`}
        />
      </details>
    </>
  );
}
