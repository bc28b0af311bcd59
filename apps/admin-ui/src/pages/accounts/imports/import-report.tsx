import { type ImportView } from '../../../api/types';
import { formatNumber, formatTime } from '../../../format/format';
import { Facts } from '../../../parts/facts';
import { texts } from '../../../texts/texts';

const words = texts.imports;

type Report = NonNullable<ImportView['report']>;
type Chosen = Report['messages'];
type Period = NonNullable<Report['period']>;

interface ImportReportProps {
  of: Report;
  fileName: string;
  problemsHref: string;
}

/** What has come of an import: in a sentence, and all of it when that is opened. */
export function ImportReport({ of, fileName, problemsHref }: ImportReportProps) {
  const { added, problems, messages, likes } = of;
  return (
    <>
      <p>{words.added(formatNumber(added))}</p>
      {messages.isOn && <p>{words.addedMessages(formatNumber(messages.added))}</p>}
      {likes.isOn && <p>{words.addedLikes(formatNumber(likes.added))}</p>}
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
  const { period, closedGaps, messages, likes } = of;
  return (
    <Facts
      of={[
        [words.generated, formatTime(of.generatedAt)],
        [words.entries, formatNumber(of.entries)],
        [words.addedPosts, formatNumber(of.added)],
        [words.known, formatNumber(of.known)],
        [words.ofApi, formatNumber(of.ofApi)],
        [words.files, filesText(of)],
        [words.notRead, formatNumber(of.problems)],
        [words.directMessages, chosenText(messages)],
        [words.messageFiles, messages.isOn ? filesText(messages) : undefined],
        [words.withoutId, withoutIdText(messages)],
        [words.likes, chosenText(likes)],
        [words.covers, period ? periodText(period) : words.coversNothing],
        [words.gapsClosed, closedGaps.map(periodText).join(', ') || words.noGaps],
      ]}
    />
  );
}

function filesText({ filesAdded, filesKnown, filesMissing }: Report | Chosen): string {
  return words.filesOf(
    formatNumber(filesAdded),
    formatNumber(filesKnown),
    formatNumber(filesMissing),
  );
}

function chosenText({ isOn, entries, added, known, ofApi }: Chosen): string {
  if (isOn) return words.chosen(formatNumber(added), formatNumber(known), formatNumber(ofApi));
  return entries === 0 ? formatNumber(0) : words.notArchived(formatNumber(entries));
}

function withoutIdText({ withoutId }: Chosen): string | undefined {
  return withoutId > 0 ? words.evidenceOnly(formatNumber(withoutId)) : undefined;
}

function periodText({ from, to }: Period): string {
  const begins = from === undefined ? words.beginning : formatTime(from);
  return words.period(begins, to === undefined ? words.beginning : formatTime(to));
}
