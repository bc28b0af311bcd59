import 'reflect-metadata';

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '@app/config';
import {
  isExplained,
  Reconciliation,
  reconciliationCsv,
  reconciliationJson,
  ReconciliationModule,
  type ReconciliationReport,
  reportOf,
} from '@app/delivery';
import { JobsModule, JobStore } from '@app/jobs';

import { chooseAccount } from './export/account-choice';
import { EXIT, runCommand, untilInterrupted } from './local/command';
import {
  parseReconcileOptions,
  RECONCILE_HELP,
  type ReconcileOptions,
} from './reconcile/reconcile-options';
import { reconcileText } from './reconcile/reconcile-text';

@Module({ imports: [ConfigModule, JobsModule, ReconciliationModule] })
class ReconcileModule {}

async function main(): Promise<number> {
  const options = parseReconcileOptions(process.argv.slice(2));
  if (!options) {
    console.log(RECONCILE_HELP);
    return EXIT.done;
  }
  const app = await NestFactory.createApplicationContext(ReconcileModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const jobs = await app.get(JobStore).list({ withDeleted: true });
    const { accountId, username } = chooseAccount(jobs, options.account);
    return await untilInterrupted(async (signal) => {
      const request = { accountId, window: options.window, signal };
      const report = await write(app.get(Reconciliation).run(request), options.format);
      console.error(`\n${reconcileText(username, report)}`);
      return isExplained(report) ? EXIT.done : EXIT.doneInPart;
    });
  } finally {
    await app.close();
  }
}

/** Writes the differences to the standard output, unless they are not asked for. */
async function write(
  run: ReturnType<Reconciliation['run']>,
  format: ReconcileOptions['format'],
): Promise<ReconciliationReport> {
  if (format === 'text') return reportOf(run);
  let report: ReconciliationReport | undefined;
  const render = format === 'csv' ? reconciliationCsv : reconciliationJson;
  const bytes = render(run, (given) => (report = given));
  await pipeline(Readable.from(bytes), process.stdout, { end: false });
  if (!report) throw new Error('The reconciliation has come to no end.');
  return report;
}

runCommand(main, RECONCILE_HELP);
