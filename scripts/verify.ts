import 'reflect-metadata';

import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '@app/config';
import {
  ChainAnchors,
  Strays,
  Verification,
  VerificationModule,
  type VerificationReport,
  type VerificationRequest,
} from '@app/delivery';
import { Secret } from '@app/domain';
import { JobsModule, JobStore } from '@app/jobs';
import { SecretsModule, Signer } from '@app/secrets';

import { EXIT, peakMemoryMb, runCommand, untilInterrupted } from './local/command';
import { refuseNothingRead } from './verify/nothing-read';
import { requestOf } from './verify/verification-request';
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
    const stray = await app.get(Strays).find();
    const jobs = await app.get(JobStore).list({ withDeleted: true });
    const unreadable: string[] = [];
    const noted = await app.get(ChainAnchors).farthest((name) => unreadable.push(name));
    const request = requestOf(options, jobs, { stray, noted: [...noted.values()] });
    for (const name of unreadable) {
      const what = 'is not readable: the end of a chain that it notes is compared with nothing';
      request.found.push({ severity: 'broken', name, what });
    }
    const container = options.readsContainer
      ? new Secret((await text(process.stdin)).trim())
      : undefined;
    return await untilInterrupted(async (signal) => {
      const run = { ...request, container, signal, onProgress: showProgress() };
      const report = await app.get(Verification).run(run);
      refuseNothingRead(options, report);
      return tell(report, options);
    });
  } finally {
    await app.close();
  }
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
