import { type SuppliedImport } from '@app/imports';

let made = 0;

/** An import whose upload has begun, valid by default. */
export function anImport(overrides: Partial<SuppliedImport> = {}): SuppliedImport {
  made += 1;
  return {
    accountId: '7',
    importId: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    state: 'uploading',
    fileName: 'twitter-2026.zip',
    bytes: 12,
    fingerprint: 'f'.repeat(64),
    requestedBy: { kind: 'admin', id: 'ada-id', name: 'ada@contoso' },
    createdAt: new Date('2026-01-01T00:00:00Z'),
    attempts: 0,
    ...overrides,
  };
}
