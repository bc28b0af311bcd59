/** Connection string of the emulator that the contract suites use. */
export const STORAGE_VARIABLE = 'CONTRACT_STORAGE_CONNECTION_STRING';

const ENDPOINTS = ['BlobEndpoint', 'QueueEndpoint', 'TableEndpoint'];

/** The connection string, if all it leads to is on this machine: suites write and delete, so they run against an emulator only. */
export function emulatorOnly(connectionString = ''): string {
  const parts = connectionString.split(';').map((part) => part.split('='));
  const isHere = ENDPOINTS.every((name) => {
    const url = parts.find(([key]) => key === name)?.[1] ?? '';
    return URL.canParse(url) && ['127.0.0.1', 'localhost'].includes(new URL(url).hostname);
  });
  if (isHere) return connectionString;
  throw new Error(
    `${STORAGE_VARIABLE} does not name an emulator on this machine; contract suites use nothing else.`,
  );
}
