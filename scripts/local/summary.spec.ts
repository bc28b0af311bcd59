import { judge } from './summary';
import { type State } from './until-delivered';

const items = {
  ...{ imported: 2, redelivered: 0, 'redelivered, changed': 0, 'redelivered, asked for': 0 },
};

function stateWith(changes: Partial<typeof items>, askedAgain: string[]): State {
  return {
    stats: {
      account: { id: '7', username: 'contoso' },
      dataset: { visible: 2, earlierVersions: 0, deleted: 0, byKind: {} },
      ...{ requests: {}, postsRead: 2, faults: 0, faultsMet: {} },
    },
    imported: {
      windows: { issued: 1, open: 0, done: 1, failed: 0 },
      completions: {
        ...{ accepted: 1, repeated: 0, withdrawn: 0, changed: 0, temporary: 0, permanent: 0 },
      },
      items: { ...items, ...changes },
      ...{ byType: {}, askedAgain, openAgain: 0, invalid: [], settledUpTo: '', mailbox: '' },
    },
    census: {
      ...{ indexRows: 2, posts: 2, byKind: {}, recordBlobs: 2, pageBlobs: 1, mediaBlobs: 0 },
      ...{ manifestBlobs: 1, duplicates: [], mailboxFiles: 2, undelivered: [] },
    },
  };
}

describe('judge', () => {
  it('calls it well that what was asked for is delivered again', () => {
    const asked = stateWith({ 'redelivered, asked for': 2 }, ['1', '2']);
    expect(judge(asked)).toMatchObject({ duplicates: 0, isWell: true });
  });

  it.each([[{ redelivered: 1 }], [{ 'redelivered, changed': 1 }]])(
    'counts as a duplicate what nobody asked for, though others were: %j',
    (changes) => {
      const doubled = stateWith(changes, ['1', '2']);
      expect(judge(doubled)).toMatchObject({ duplicates: 1, isWell: false });
    },
  );
});
