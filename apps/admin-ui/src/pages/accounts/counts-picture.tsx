import { formatDate, formatNumber } from '../../format/format';
import { texts } from '../../texts/texts';
import { Axis } from './axis';
import { boxesOf, type CountBars } from './count-bars';
import { marksOf } from './time-axis';

const words = texts.counts;
/** Of a bar's place, so much stays free. */
const SPACE = 0.2;
/** As many colours as styles.css has; more kinds share the last. */
const COLORS = 10;

const colorOf = (index: number) => `kind-${Math.min(index, COLORS - 1)}`;

export function CountsPicture({ of }: { of: CountBars }) {
  const { bars, kinds, most, total, step } = of;
  const place = 100 / bars.length;
  const [first, last] = [bars[0]?.begins ?? '', bars.at(-1)?.begins ?? ''];
  return (
    <>
      <p className="soft">{words.highest(words.by[step], formatNumber(most))}</p>
      <svg
        className="picture counts"
        role="img"
        aria-label={words.picture(formatNumber(total), formatDate(first), formatDate(last))}
      >
        {bars.flatMap((bar, index) =>
          boxesOf(bar, kinds, most).map(({ kind, y, height }) => (
            <rect
              key={`${bar.begins} ${kind}`}
              className={colorOf(kinds.indexOf(kind))}
              x={`${(index + SPACE / 2) * place}%`}
              width={`${(1 - SPACE) * place}%`}
              y={`${y}%`}
              height={`${height}%`}
            />
          )),
        )}
      </svg>
      <Axis
        marks={marksOf(Date.parse(first), Date.parse(last)).map(({ x, day }) => ({
          x,
          text: formatDate(day),
        }))}
      />
      <ul className="legend">
        {kinds.map((kind, index) => (
          <li key={kind}>
            <svg className="swatch" aria-hidden="true">
              <rect className={colorOf(index)} width="100%" height="100%" />
            </svg>
            {texts.kinds[kind] ?? kind}
          </li>
        ))}
      </ul>
    </>
  );
}
