import { pipeline, Transform } from 'node:stream';

/**
 * The same bytes, which fail once none have come for so long though there was room for them: who reads slowly makes nobody silent. A
 * connection that breaks is told as what it is, and not as an abort, which whoever reads blobs would take for his own.
 */
export function unlessSilent(
  bytes: NodeJS.ReadableStream,
  limitMs: number,
  failure: () => Error,
): NodeJS.ReadableStream {
  const passed = new Transform({
    transform(chunk, _, done) {
      timer.refresh();
      done(null, chunk);
    },
  });
  const timer = setTimeout(() => {
    if (passed.writableNeedDrain) timer.refresh();
    else if (!passed.writableEnded) passed.destroy(failure());
  }, limitMs).unref();
  passed.on('drain', () => timer.refresh()).once('close', () => clearTimeout(timer));
  // How it ends shows in what is passed on.
  pipeline(bytes, passed, () => clearTimeout(timer));
  return passed;
}
