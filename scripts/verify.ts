import 'reflect-metadata';

import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '@app/config';
import {
  ChainAnchors,
  Verification,
  VerificationModule,
  type VerificationReport,
  type VerificationRequest,
} from '@app/delivery';
import { AppError, type ConnectorJob, Secret } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';
import { readPublicKey, SecretsModule, Signer } from '@app/secrets';

import { chooseAccount } from './export/account-choice';
import { EXIT, peakMemoryMb, runCommand, untilInterrupted } from './local/command';
import { orUsageError } from './local/usage-error';
import { refuseNothingRead } from './verify/nothing-read';
import { parseVerifyOptions, VERIFY_HELP, type VerifyOptions } from './verify/verify-options';
import { progressText, reportText } from './verify/verify-text';

const LINE_EVERY_MS = 3000;

@Module({ imports: [ConfigModule, JobsModule, SecretsModule, VerificationModule] })
class VerifyModule {}

async function main(): Promise<number> {
  const options = parseVerifyOptions(process.argv.slice(2));
  if (!options) {
    console.log(VERIFY_HELP);
    return EXIT.done;
  }
  const app = await NestFactory.createApplicationContext(VerifyModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    if (options.showsPublicKey) return await showPublicKey(app.get(Signer));
    const jobs = await app.get(JobStore).list({ withDeleted: true });
    const request = requestOf(options, jobs);
    const noted = await app.get(ChainAnchors).newest(request.jobs.map(({ jobId }) => jobId));
    const anchors = [...(request.anchors ?? []), ...noted.values()];
    const container = options.readsContainer
      ? new Secret((await text(process.stdin)).trim())
      : undefined;
    return await untilInterrupted(async (signal) => {
      const run = { ...request, anchors, container, signal, onProgress: showProgress() };
      const report = await app.get(Verification).run(run);
      refuseNothingRead(options, report);
      return tell(report, options);
    });
  } finally {
    await app.close();
  }
}

function requestOf(
  { account, jobId, taskId, publicKeys, anchors }: VerifyOptions,
  jobs: readonly ConnectorJob[],
): VerificationRequest {
  const wanted = jobId === undefined ? jobs : jobs.filter((job) => job.jobId === jobId);
  if (jobId !== undefined && wanted.length === 0) {
    throw new AppError('jobs.unknown_job', `There is no job ${jobId}, and never was.`);
  }
  const meant = account === undefined ? undefined : chooseAccount(jobs, account);
  const ofAccount = ({ accountId }: ConnectorJob) => !meant || accountId === meant.accountId;
  const all = new Map(jobs.map(({ accountId, username }) => [accountId, username]));
  const accounts = [...all].map(([accountId, username]) => ({ accountId, username }));
  return {
    accounts: jobId === undefined ? (meant ? [meant] : accounts) : [],
    jobs: wanted.filter(ofAccount),
    taskId,
    publicKeys: publicKeys?.map(readKey),
    anchors: anchors?.map((anchor) => ({ jobId: jobId ?? '', ...anchor })),
  };
}

function readKey(file: string): string {
  const pem = orUsageError(() => readFileSync(file, 'utf8'));
  orUsageError(() => readPublicKey(pem));
  return pem;
}

async function showPublicKey(signer: Signer): Promise<number> {
  const key = await signer.publicKey();
  if (key === undefined) console.error('Nothing was signed yet: there is no key.');
  else process.stdout.write(key);
  return key === undefined ? EXIT.failed : EXIT.done;
}

/** A line every few seconds, for who waits. */
function showProgress(): VerificationRequest['onProgress'] {
  let last = Date.now();
  return (progress) => {
    if (Date.now() - last < LINE_EVERY_MS) return;
    last = Date.now();
    console.error(progressText(progress));
  };
}

function tell(report: VerificationReport, { json }: VerifyOptions): number {
  console.log(reportText(report, peakMemoryMb()));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  if (report.broken > 0) return EXIT.failed;
  return report.leftOver > 0 ? EXIT.doneInPart : EXIT.done;
}

runCommand(main, VERIFY_HELP);
