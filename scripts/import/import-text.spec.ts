import { countedOnly, firstIdAt, type ImportReport } from '@app/domain';

import { UsageError } from '../local/usage-error';
import { parseImportOptions } from './import-options';
import { problemText, progressText, reportText } from './import-text';

const at = (time: string) => firstIdAt(new Date(time));
const report: ImportReport = {
  ...{ accountId: '7', username: 'contoso', generatedAt: new Date('2026-01-02T00:00:00Z') },
  ...{ entries: 12, added: 7, known: 1, ofApi: 4, problems: 2 },
  ...{ filesAdded: 3, filesKnown: 2, filesMissing: 1 },
  messages: countedOnly(34),
  likes: countedOnly(0),
  period: { from: '1', to: at('2026-01-01T00:00:00Z') },
  closedGaps: [{ from: '1', to: at('2025-06-01T00:00:00Z') }],
};

describe('what an import says', () => {
  it('is how far it is', () => {
    expect(progressText(report, 20)).toBe('read 12 of 20 · added 7');
  });

  it.each([
    [{ entry: 3, line: 40, what: 'it has no id' }, ', entry 3, line 40: it has no id'],
    [{ what: 'the file is not there' }, ': the file is not there'],
  ])('is what could not be read, and where', (problem, text) => {
    expect(problemText({ file: 'data/tweets.js', ...problem })).toBe(
      `not read: data/tweets.js${text}`,
    );
  });

  it('is nothing that a terminal obeys', () => {
    const problem = { file: 'data/tweets_media/\u001b]0;1-a.jpg', what: 'the file is damaged' };
    expect(problemText(problem)).not.toMatch(/\p{Cc}/u);
  });

  it('is what has come of it', () => {
    const text = reportText(report, 123);
    expect(text).toContain('@contoso (7)');
    expect(text).toContain('123 MB');
    expect(text).toMatch(
      /direct messages +34 not archived: off for this account\.\n +Switch it on/,
    );
    expect(text).toMatch(/likes +0\n/);
    expect(text).toMatch(/covers +the beginning to 2026-01-01T00:00:00.000Z/);
    expect(text).toMatch(/gaps closed +the beginning to 2025-06-01T00:00:00.000Z/);
  });

  it('is what has come of messages and likes that are on', () => {
    const likes = { ...countedOnly(5), isOn: true, added: 3, known: 1, ofApi: 1 };
    const messages = { ...likes, withoutId: 2, filesAdded: 4, filesMissing: 6 };
    const text = reportText({ ...report, messages, likes }, 123);
    expect(text).toMatch(
      /direct messages +3 added · 1 known · 1 of X's API\n +their media files: 4 added · 0 known · 6 not in it\n +2 joins, leaves/,
    );
    expect(text).toMatch(/likes +3 added · 1 known · 1 of X's API\n +covers/);
  });

  it('is that nothing is known of what it covers', () => {
    const text = reportText({ ...report, period: undefined, closedGaps: [] }, 123);
    expect(text).toMatch(/covers +not known/);
    expect(text).toMatch(/gaps closed +none/);
  });
});

describe('the options of an import', () => {
  it.each([
    [['--archive', 'a.zip'], { archive: 'a.zip', account: undefined }],
    [['--archive', 'a.zip', '--account', '@contoso'], { archive: 'a.zip', account: '@contoso' }],
    [['--help'], undefined],
  ])('%j', (args, options) => {
    expect(parseImportOptions(args)).toEqual(options);
  });

  it.each([[[]], [['--archive']], [['--archive', 'a.zip', '--force']], [['a.zip']]])(
    'refuses %j',
    (args) => {
      expect(() => parseImportOptions(args)).toThrow(UsageError);
    },
  );
});
