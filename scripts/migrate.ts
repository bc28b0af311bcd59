import 'reflect-metadata';

import { text } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '@app/config';

import { EXIT, runCommand, untilInterrupted } from './local/command';
import { operator } from './local/operator';
import {
  MIGRATE_HELP,
  type MigrateInput,
  type MigrateOptions,
  parseMigrateInput,
  parseMigrateOptions,
} from './migrate/migrate-options';
import { jobText, problemsOf, reportText } from './migrate/migrate-text';
import { Migration } from './migrate/migration';
import { MigrationModule } from './migrate/migration.module';
import { readSample } from './migrate/read-sample';

@Module({ imports: [ConfigModule, MigrationModule] })
class MigrateCommandModule {}

async function main(): Promise<number> {
  const options = parseMigrateOptions(process.argv.slice(2));
  if (!options || process.stdin.isTTY) {
    console.log(MIGRATE_HELP);
    return options ? EXIT.wrongUsage : EXIT.done;
  }
  const input = parseMigrateInput(await text(process.stdin));
  const app = await NestFactory.createApplicationContext(MigrateCommandModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const migration = app.get(Migration, { strict: false });
    return await untilInterrupted((signal) => migrate(migration, { ...input, ...options }, signal));
  } finally {
    await app.close();
  }
}

async function migrate(
  migration: Migration,
  { connectionString, apiSecretKey, dryRun }: MigrateInput & MigrateOptions,
  signal: AbortSignal,
): Promise<number> {
  const sample = await readSample(connectionString, signal);
  const { refused, waitingTasks } = sample;
  const actor = operator('migrate');
  const report = await migration.run({
    ...{ sample, apiSecretKey, dryRun, actor, signal },
    onJob: (job) => console.log(jobText(job, dryRun)),
  });
  const told = { ...report, refused, waitingTasks };
  const problems = problemsOf(told);
  for (const problem of problems) console.error(problem);
  console.log(`\n${reportText(told, dryRun)}`);
  return problems.length > 0 ? EXIT.doneInPart : EXIT.done;
}

runCommand(main, MIGRATE_HELP);
