import { resolve } from 'node:path';

import { LocalProcess } from '../../scripts/local/local-process';
import { endedAfterwards } from './a-stack';

export interface StartedProduct {
  process: LocalProcess;
  /** What it has said so far. */
  output(): string;
  /** A number of the summary, by the word its line begins with. */
  number(word: string): number;
}

/** What `npm start -- …` runs once it has built; on free ports unless told otherwise. */
export function startProduct(...args: string[]): StartedProduct {
  const freePorts = ['--connector-port', '--sandbox-port', '--storage-port', '--smtp-port'].flatMap(
    (option) => (args.includes(option) ? [] : [option, '0']),
  );
  const process = new LocalProcess('npm start', resolve('dist/scripts/start.js'), {
    args: [...args, ...freePorts],
  });
  let text = '';
  process.onLine = (line) => (text += `${line}\n`);
  return {
    process: endedAfterwards(process),
    output: () => text,
    number: (word) => Number(new RegExp(`^ +${word} +(\\d+)`, 'm').exec(text)?.[1]),
  };
}
