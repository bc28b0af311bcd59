import 'reflect-metadata';

import { hostname } from 'node:os';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, ExportConfig } from '@app/config';
import {
  ArchiveExport,
  checkExportIn,
  type ArchiveExportRequest,
  ArchiveExportModule,
} from '@app/delivery';
import { RELEASE } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';

import { chooseAccount } from './export/account-choice';
import { EXPORT_HELP, type ExportOptions, parseExportOptions } from './export/export-options';
import { showProgress } from './export/export-progress';
import { isInPart, reportText } from './export/export-text';
import { EXIT, peakMemoryMb, runCommand, untilInterrupted } from './local/command';
import { userName } from './local/operator';

@Module({ imports: [ConfigModule, JobsModule, ArchiveExportModule] })
class ExportModule {}

async function main(): Promise<number> {
  const options = parseExportOptions(process.argv.slice(2));
  if (!options) {
    console.log(EXPORT_HELP);
    return EXIT.done;
  }
  if ('check' in options) {
    const report = await checkExportIn(options.check);
    console.log(reportText(report, options.check, peakMemoryMb()));
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

function exportArchive(
  archiveExport: ArchiveExport,
  request: ArchiveExportRequest,
): Promise<number> {
  return untilInterrupted(async (signal) => {
    const progress = showProgress(process.stderr);
    try {
      const report = await archiveExport.run({
        ...{ ...request, signal },
        onProgress: (each) => progress.show(each),
      });
      progress.end();
      console.log(`\n${reportText(report, request.directory, peakMemoryMb())}`);
      return isInPart(report) ? EXIT.doneInPart : EXIT.done;
    } catch (error) {
      progress.end();
      throw error;
    }
  });
}

function requestOf(
  { format, from, to, allVersions, mediaBeside, directory }: ExportOptions,
  { accountId, username, jobIds }: ReturnType<typeof chooseAccount>,
  maxItemBytes: number,
): ArchiveExportRequest {
  return {
    terms: {
      ...{ accountId, from, to, format, allVersions, mediaBeside },
      ...{ maxItemBytes, productVersion: RELEASE },
    },
    ...{ username, jobIds, directory, actorName: `${userName()}@${hostname()}` },
  };
}

runCommand(main, EXPORT_HELP);
