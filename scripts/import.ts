import 'reflect-metadata';

import { accessSync, constants } from 'node:fs';
import { basename } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditLog, AuditModule } from '@app/audit';
import { ArchiveImport, CaptureModule } from '@app/capture';
import { ConfigModule } from '@app/config';
import { AppError, Clock, type ConnectorJob, type ImportCounts } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';

import { audited } from './import/audited';
import { IMPORT_HELP, type ImportOptions, parseImportOptions } from './import/import-options';
import { problemText, progressText, reportText } from './import/import-text';
import { isOfAccount } from './local/account-name';
import { EXIT, peakMemoryMb, runCommand, untilInterrupted } from './local/command';
import { orUsageError } from './local/usage-error';

const PROGRESS_EVERY_MS = 1000;

@Module({ imports: [AuditModule, ConfigModule, JobsModule, CaptureModule] })
class ImportModule {}

async function main(): Promise<number> {
  const options = parseImportOptions(process.argv.slice(2));
  if (!options) {
    console.log(IMPORT_HELP);
    return EXIT.done;
  }
  orUsageError(() => accessSync(options.archive, constants.R_OK));
  const app = await NestFactory.createApplicationContext(ImportModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const accountIds = accountIdsOf(await app.get(JobStore).list(), options);
    const { archive: file } = options;
    const about = {
      ...{ audit: app.get(AuditLog), clock: app.get(Clock) },
      ...{ fileName: basename(file), accountIds },
    };
    return await untilInterrupted(async (signal) => {
      const report = await audited({ ...about, signal }, () =>
        app.get(ArchiveImport).run({
          ...{ file, accountIds, signal },
          onProgress: everySecond((counts: ImportCounts, announced: number) =>
            console.log(progressText(counts, announced)),
          ),
          onProblem: (problem) => console.error(problemText(problem)),
        }),
      );
      console.log(`\n${reportText(report, peakMemoryMb())}`);
      return report.problems > 0 ? EXIT.doneInPart : EXIT.done;
    });
  } finally {
    await app.close();
  }
}

/** The accounts the archive may be of. */
function accountIdsOf(jobs: readonly ConnectorJob[], { account }: ImportOptions): string[] {
  const wanted = jobs.filter((job) => account === undefined || isOfAccount(job, account));
  if (wanted.length > 0) return wanted.map(({ accountId }) => accountId);
  throw new AppError(
    'accounts.unknown',
    `No connector job archives ${account ?? 'an account'}; connect the account first.`,
  );
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

runCommand(main, IMPORT_HELP);
