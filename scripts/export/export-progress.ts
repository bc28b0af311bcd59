import { type ExportProgress } from '@app/delivery';
import { SingleBar } from 'cli-progress';

import { progressText, sizeText } from './export-text';

const LINE_EVERY_MS = 3000;

export interface ProgressShown {
  show(progress: ExportProgress): void;
  end(): void;
}

/** A bar where somebody looks, else a line every few seconds. */
export function showProgress(stream: NodeJS.WriteStream): ProgressShown {
  return stream.isTTY ? asBar(stream) : asLines(stream);
}

function asBar(stream: NodeJS.WriteStream): ProgressShown {
  const bar = new SingleBar({
    ...{ stream, hideCursor: true, clearOnComplete: true, barsize: 30 },
    format: '{bar} {percentage}% · {entries} written · {size} · {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  let isStarted = false;
  return {
    show({ rows, totalRows, entries, bytes }) {
      const payload = { entries, size: sizeText(bytes) };
      if (isStarted) bar.update(rows, payload);
      else bar.start(totalRows, rows, payload);
      isStarted = true;
    },
    end: () => bar.stop(),
  };
}

function asLines(stream: NodeJS.WriteStream): ProgressShown {
  let last = 0;
  return {
    show(progress) {
      if (Date.now() - last < LINE_EVERY_MS) return;
      last = Date.now();
      stream.write(`${progressText(progress)}\n`);
    },
    end: () => undefined,
  };
}
