import 'reflect-metadata';

import { basename } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditLog, AuditModule } from '@app/audit';
import { ArchiveImport, CaptureModule } from '@app/capture';
import { ConfigModule } from '@app/config';
import { AppError, Clock, type ConnectorJob, type ImportReport, isAppError } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';

import { audited } from './import/audited';
import { IMPORT_HELP, type ImportOptions, parseImportOptions } from './import/import-options';
import { problemText, progressText, reportText } from './import/import-text';
import { UsageError } from './local/start-options';

const EXIT = { done: 0, failed: 1, wrongUsage: 2, doneInPart: 3, interrupted: 130 } as const;
const PROGRESS_EVERY_MS = 1000;

@Module({ imports: [AuditModule, ConfigModule, JobsModule, CaptureModule] })
class ImportModule {}

async function main(): Promise<number> {
  const options = parseImportOptions(process.argv.slice(2));
  if (!options) {
    console.log(IMPORT_HELP);
    return EXIT.done;
  }
  const app = await NestFactory.createApplicationContext(ImportModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const accountIds = accountIdsOf(await app.get(JobStore).list(), options);
    const { archive: file } = options;
    const about = { audit: app.get(AuditLog), clock: app.get(Clock), fileName: basename(file) };
    return await untilInterrupted((signal) =>
      audited({ ...about, signal }, () =>
        app.get(ArchiveImport).run({
          ...{ file, accountIds, signal },
          onProgress: everySecond((...progress) => console.log(progressText(...progress))),
          onProblem: (problem) => console.error(problemText(problem)),
        }),
      ),
    );
  } finally {
    await app.close();
  }
}

async function untilInterrupted(
  run: (signal: AbortSignal) => Promise<ImportReport>,
): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort());
  }
  try {
    const report = await run(interrupted.signal);
    console.log(`\n${reportText(report, peakMemoryMb())}`);
    return report.problems > 0 ? EXIT.doneInPart : EXIT.done;
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    console.error('Stopped. Repeat the command to go on.');
    return EXIT.interrupted;
  }
}

/** The accounts the archive may be of. */
function accountIdsOf(jobs: readonly ConnectorJob[], { account }: ImportOptions): string[] {
  const name = account?.replace(/^@/, '').toLowerCase();
  const wanted = jobs.filter(
    ({ accountId, username }) =>
      name === undefined || accountId === name || username.toLowerCase() === name,
  );
  if (wanted.length > 0) return wanted.map(({ accountId }) => accountId);
  throw new AppError(
    'accounts.unknown',
    `No connector job archives ${account ?? 'an account'}; connect the account first.`,
  );
}

function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** Calls through at once, and then once a second at most. */
function everySecond<T extends unknown[]>(call: (...args: T) => void): (...args: T) => void {
  let last = 0;
  return (...args) => {
    if (Date.now() - last < PROGRESS_EVERY_MS) return;
    last = Date.now();
    call(...args);
  };
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${IMPORT_HELP}`);
    else console.error(isAppError(error) ? `${error.message} (${error.code})` : error);
    process.exitCode = error instanceof UsageError ? EXIT.wrongUsage : EXIT.failed;
  },
);
