import {
  CaptureConfig,
  EventApiConfig,
  ExportConfig,
  LimitsConfig,
  RemovalConfig,
  SecretsConfig,
  slice,
  type StorageConfig,
} from '@app/config';
import { type RemovalPolicy } from '@app/domain';

import { type RunningSandbox } from './sandbox';
import { freshStorage } from './storage';
import { xApiConfig } from './x-api-config';

interface CaptureSetting {
  sandbox: RunningSandbox;
  storage?: StorageConfig;
  /** Where secrets are kept. */
  folder: string;
  sweepDays: number;
  ownPosts: RemovalPolicy;
}

/** The configuration of what is captured from a sandbox into storage of its own. Nothing is delivered. */
export function captureSlices({
  sandbox,
  storage = freshStorage(),
  folder,
  sweepDays,
  ownPosts,
}: CaptureSetting): object[] {
  return [
    storage,
    xApiConfig(new URL(sandbox.url)),
    slice(CaptureConfig, {
      ...{ intervalSeconds: 300, settleSeconds: 0, leaseSeconds: 60, mediaConcurrency: 2 },
      ...{ overlapHours: 24, overlapMinutes: 240, sweepDays, sweepHours: 24 },
    }),
    slice(LimitsConfig, { deliveryItemsPerDay: 150_000 }),
    slice(RemovalConfig, { ownPosts }),
    slice(EventApiConfig, { baseUrl: new URL('https://localhost:1'), timeoutMs: 1000 }),
    slice(ExportConfig, {
      ...{ allowedHosts: [], timeoutMs: 30_000, uploadConcurrency: 2, maxItemBytes: 1e6 },
    }),
    slice(SecretsConfig, {
      ...{ vaultUrl: undefined, directory: folder, cacheSeconds: 0, verifyChallenge: true },
    }),
  ];
}
