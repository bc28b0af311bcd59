import { type CaptureState, type Recheck } from '@app/archive';
import { FakeCaptureStateStore } from '@testing/archive';

import { CaptureProgress } from './capture-progress';

const at = new Date('2026-01-01T00:00:00Z');
const recheck: Recheck = {
  ...{ overlapAt: at, late: 1, editsUpTo: '5', sweptAt: at, changed: 0, deleted: 0 },
};
const known: CaptureState = { coverage: [], postsRead: 3, caughtUpAt: at };

async function begun(state: CaptureState) {
  const states = new FakeCaptureStateStore();
  const revision = await states.save('7', state, undefined, 'deletions');
  const load = () => states.load('7', 'deletions');
  return { progress: await CaptureProgress.load(states, '7', 'deletions'), load, revision };
}

it('notes how far posts were looked at again, beside what is known', async () => {
  const { progress, load } = await begun(known);
  await progress.noteRecheck(recheck);
  expect((await load()).state).toEqual({ ...known, recheck });
  expect(progress.state).toEqual({ ...known, recheck });
});

describe('what the Import service is to be told of', () => {
  it('is noted, each once, after what was noted before', async () => {
    const { progress, load } = await begun({ ...known, recheck });
    await progress.noteUntold(['2', '1', '2']);
    expect((await load()).state.recheck).toEqual({ ...recheck, untold: ['2', '1'] });
    await progress.noteUntold(['3', '1']);
    expect((await load()).state).toEqual({
      ...known,
      recheck: { ...recheck, untold: ['2', '1', '3'] },
    });
  });

  it.each<[string, CaptureState, string[]]>([
    ['nothing is', { ...known, recheck }, []],
    ['nothing was looked at again yet', known, ['1']],
  ])('is not noted where %s', async (_, state, ids) => {
    const { progress, load, revision } = await begun(state);
    await progress.noteUntold(ids);
    expect(await load()).toEqual({ state, revision });
  });
});
