import { type PostArchive } from '@app/archive';
import { type AccountCapture } from '@app/capture';
import { around, type Instruments } from '@app/telemetry';
import { type PostSource } from '@app/twitter-ingestion';

export interface CaptureParts {
  capture: AccountCapture;
  source: PostSource;
  archive: PostArchive;
}

/** Counts and traces the readings of streams. */
export function watchCapture(instruments: Instruments, parts: CaptureParts): void {
  watchRuns(instruments, parts.capture);
  watchSource(instruments, parts.source);
  parts.archive.savePage = around(parts.archive.savePage.bind(parts.archive), (save) =>
    instruments.span('archive.page', {}, async (note) => {
      const name = await save();
      note({ 'archive.page': name });
      return name;
    }),
  );
  parts.archive.savePosts = around(
    parts.archive.savePosts.bind(parts.archive),
    (save, _accountId, _posts, { pageName }) =>
      instruments.span('archive.posts', { attributes: { 'archive.page': pageName } }, save),
  );
}

function watchRuns(instruments: Instruments, capture: AccountCapture): void {
  capture.run = around(capture.run.bind(capture), async (run, { accountId, stream = 'posts' }) => {
    const ids = { 'account.id': accountId, stream };
    let outcome = 'failed';
    try {
      return await instruments.span('capture', { ids, linkedAs: accountId }, async (note) => {
        const ended = await run();
        outcome = ended.kind;
        const { added, pages } = ended;
        if (added > 0) instruments.count('twitter_archive.capture.posts', added, ids);
        note({ 'capture.outcome': outcome, 'capture.pages': pages, 'capture.added': added });
        return ended;
      });
    } finally {
      instruments.count('twitter_archive.capture.runs', 1, { ...ids, outcome });
    }
  });
}

function watchSource(instruments: Instruments, source: PostSource): void {
  const request = (operation: string) =>
    ({ kind: 'CLIENT', attributes: { 'x.operation': operation } }) as const;
  source.fetchPage = around(source.fetchPage.bind(source), (ask) =>
    instruments.span('x.request', request('page'), ask),
  );
  source.lookUp = around(source.lookUp.bind(source), (ask) =>
    instruments.span('x.request', request('look-up'), ask),
  );
  source.whoAmI = around(source.whoAmI.bind(source), (ask) =>
    instruments.span('x.request', request('account'), ask),
  );
  source.fetchProfile = around(source.fetchProfile.bind(source), (ask) =>
    instruments.span('x.request', request('profile'), ask),
  );
}
