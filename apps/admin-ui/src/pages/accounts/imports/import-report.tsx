import { type ImportView } from '../../../api/types';
import { formatNumber, formatTime } from '../../../format/format';
import { Facts } from '../../../parts/facts';
import { texts } from '../../../texts/texts';

const words = texts.imports;

type Report = NonNullable<ImportView['report']>;
type Period = NonNullable<Report['period']>;

interface ImportReportProps {
  of: Report;
  fileName: string;
  problemsHref: string;
}

/** What has come of an import: in a sentence, and all of it when that is opened. */
export function ImportReport({ of, fileName, problemsHref }: ImportReportProps) {
  const { added, problems } = of;
  return (
    <>
      <p>{words.added(formatNumber(added))}</p>
      {problems > 0 && (
        <p>
          <a
            href={problemsHref}
            download=""
            aria-label={`${words.problems(formatNumber(problems))}: ${fileName}`}
          >
            {words.problems(formatNumber(problems))}
          </a>
        </p>
      )}
      <details>
        <summary aria-label={words.reportOf(fileName)}>{words.report}</summary>
        <ReportFacts of={of} />
      </details>
    </>
  );
}

function ReportFacts({ of }: { of: Report }) {
  const { period, closedGaps } = of;
  return (
    <Facts
      of={[
        [words.generated, formatTime(of.generatedAt)],
        [words.entries, formatNumber(of.entries)],
        [words.addedPosts, formatNumber(of.added)],
        [words.known, formatNumber(of.known)],
        [words.ofApi, formatNumber(of.ofApi)],
        [
          words.files,
          words.filesOf(
            formatNumber(of.filesAdded),
            formatNumber(of.filesKnown),
            formatNumber(of.filesMissing),
          ),
        ],
        [words.notRead, formatNumber(of.problems)],
        [words.directMessages, words.notArchived(formatNumber(of.directMessages))],
        [words.likes, words.notArchived(formatNumber(of.likes))],
        [words.covers, period ? periodText(period) : words.coversNothing],
        [words.gapsClosed, closedGaps.map(periodText).join(', ') || words.noGaps],
      ]}
    />
  );
}

function periodText({ from, to }: Period): string {
  const begins = from === undefined ? words.beginning : formatTime(from);
  return words.period(begins, to === undefined ? words.beginning : formatTime(to));
}
