import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ProcessOptions {
  args?: string[];
  /** For Node itself, before the program. */
  nodeArgs?: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Ctrl-C in the terminal does not reach it; whoever started it ends it. */
  detached?: boolean;
  /** Written to its standard input, which is then closed. */
  input?: string;
}

const LAST_LINES = 20;
const READY_WITHIN_MS = 60_000;
/** What does not end by itself is ended by force: nothing it does may be lost by that anyway. */
const END_WITHIN_MS = 30_000;

/** A process that ended though it should not have, or never got ready; what it said last is in the message. */
export class ProcessFailed extends Error {}

/** One Node program as a child process, its output line by line. */
export class LocalProcess {
  readonly child: ChildProcess;
  /** Called with every line it writes. */
  onLine: (line: string) => void = () => undefined;
  private readonly lastLines: string[] = [];
  private readonly ended: Promise<number | string>;

  constructor(
    readonly name: string,
    readonly program: string,
    {
      args = [],
      nodeArgs = [],
      input,
      env = process.env,
      detached = false,
      cwd,
    }: ProcessOptions = {},
  ) {
    this.child = spawn(process.execPath, ['--enable-source-maps', ...nodeArgs, program, ...args], {
      env,
      cwd,
      detached,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    this.child.stdin?.end(input);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface(stream).on('line', (line) => this.take(line));
    }
    this.ended = once(this.child, 'close').then(
      ([code, signal]) => (code ?? signal) as number | string,
    );
  }

  /** Resolves at the first line that `isReady`; rejects when the process ends before, or says nothing of the kind for a minute. */
  readyWhen(isReady: (line: string) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.failure('did not get ready')), READY_WITHIN_MS);
      const pass = this.onLine;
      this.onLine = (line) => {
        pass(line);
        if (!isReady(line)) return;
        this.onLine = pass;
        clearTimeout(timer);
        resolve();
      };
      void this.ended.then(() => {
        clearTimeout(timer);
        reject(this.failure('could not start'));
      });
    });
  }

  /** Its exit code, or the signal that ended it. */
  exit(): Promise<number | string> {
    return this.ended;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Asks it to end and waits until it has; its exit code, or the signal that ended it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    if (this.isRunning) this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), END_WITHIN_MS);
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }

  failure(what: string): ProcessFailed {
    return new ProcessFailed(
      [`The ${this.name} ${what}. It said:`, ...this.lastLines].join('\n  '),
    );
  }

  private take(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > LAST_LINES) this.lastLines.shift();
    this.onLine(line);
  }
}
