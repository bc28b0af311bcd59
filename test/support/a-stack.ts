import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type OptionalStream } from '@app/domain';

import { type DatasetChoice } from '../../scripts/local/dataset-choice';
import { type LocalProcess } from '../../scripts/local/local-process';
import { LocalStack } from '../../scripts/local/local-stack';
import { type WantedPorts } from '../../scripts/local/ports';

/** Whole processes start and end in these tests, on machines that may be slow. */
jest.setTimeout(300_000);

const stacks: LocalStack[] = [];
const processes: LocalProcess[] = [];
const folders: string[] = [];

afterAll(async () => {
  for (const stack of stacks) await stack.stop();
  for (const process of processes) await process.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, removed after the tests of the file. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'connector-e2e-'));
  folders.push(folder);
  return folder;
}

/** A process that is ended after the tests of the file, should it still run. */
export function endedAfterwards(process: LocalProcess): LocalProcess {
  processes.push(process);
  return process;
}

export interface TestStack extends LocalStack {
  /** Every line the processes have written. */
  readonly lines: { name: string; line: string }[];
}

export interface TestStackOptions extends Partial<DatasetChoice>, Partial<WantedPorts> {
  dataDir?: string;
  isEmpty?: boolean;
  inMemory?: boolean;
  streams?: OptionalStream[];
  productDir?: string;
}

/** The product on free ports in a folder of its own, ended after the tests of the file. Nothing runs yet. */
export function aStack({ dataDir = aFolder(), ...options }: TestStackOptions = {}): TestStack {
  const lines: TestStack['lines'] = [];
  const stack = new LocalStack({
    ...{ connectorPort: 0, sandboxPort: 0, storagePort: 0, smtpPort: 0 },
    ...options,
    dataDir,
    onLine: (name, line) => lines.push({ name, line }),
  });
  stacks.push(stack);
  return Object.assign(stack, { lines });
}
