import 'reflect-metadata';

import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, ExportConfig } from '@app/config';
import { ArchiveExport, type ArchiveExportRequest, ArchiveExportModule } from '@app/delivery';
import { isAppError } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';
import { z } from 'zod';

import { chooseAccount } from './export/account-choice';
import { EXPORT_HELP, type ExportOptions, parseExportOptions } from './export/export-options';
import { showProgress } from './export/export-progress';
import { isInPart, reportText } from './export/export-text';
import { UsageError } from './local/start-options';

const EXIT = { done: 0, failed: 1, wrongUsage: 2, doneInPart: 3, interrupted: 130 } as const;

@Module({ imports: [ConfigModule, JobsModule, ArchiveExportModule] })
class ExportModule {}

async function main(): Promise<number> {
  const options = parseExportOptions(process.argv.slice(2));
  if (!options) {
    console.log(EXPORT_HELP);
    return EXIT.done;
  }
  const app = await NestFactory.createApplicationContext(ExportModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const jobs = await app.get(JobStore).list({ withDeleted: true });
    const account = chooseAccount(jobs, options.account);
    const { maxItemBytes } = app.get(ExportConfig);
    const request = requestOf(options, account, maxItemBytes);
    return await exportArchive(app.get(ArchiveExport), request);
  } finally {
    await app.close();
  }
}

async function exportArchive(
  archiveExport: ArchiveExport,
  request: ArchiveExportRequest,
): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort());
  }
  const progress = showProgress(process.stderr);
  try {
    const report = await archiveExport.run({
      ...{ ...request, signal: interrupted.signal },
      onProgress: (each) => progress.show(each),
    });
    progress.end();
    console.log(`\n${reportText(report, request.directory, peakMemoryMb())}`);
    return isInPart(report) ? EXIT.doneInPart : EXIT.done;
  } catch (error) {
    progress.end();
    if (!interrupted.signal.aborted) throw error;
    console.error('Stopped. Repeat the command to go on.');
    return EXIT.interrupted;
  }
}

function requestOf(
  { format, from, to, allVersions, mediaBeside, directory }: ExportOptions,
  { accountId, username }: { accountId: string; username: string },
  maxItemBytes: number,
): ArchiveExportRequest {
  const productVersion = versionOfProduct();
  return {
    terms: {
      ...{ accountId, from, to, format, allVersions, mediaBeside },
      ...{ maxItemBytes, productVersion },
    },
    ...{ username, directory, actorName: `${userInfo().username}@${hostname()}` },
  };
}

function versionOfProduct(): string {
  const text: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  return z.object({ version: z.string() }).parse(text).version;
}

function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${EXPORT_HELP}`);
    else console.error(isAppError(error) ? `${error.message} (${error.code})` : error);
    process.exitCode = error instanceof UsageError ? EXIT.wrongUsage : EXIT.failed;
  },
);
