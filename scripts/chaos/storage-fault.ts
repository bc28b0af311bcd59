import { type IncomingMessage } from 'node:http';

export type StorageService = 'blob' | 'queue' | 'table';

/**
 * What a storage account in trouble does to a request; `lost-answer` does what was asked, and says nothing of it; `hang` does nothing, ever;
 * `touch`: the row has another version by then.
 */
export type Disturbance =
  | { kind: 'status'; status: number; code: string }
  | { kind: 'hang' | 'hang-mid-body' | 'reset' | 'lost-answer' | 'touch' | 'truncate' }
  | { kind: 'slow'; ms: number };

export type StorageFault = Disturbance & {
  meets(service: StorageService, request: IncomingMessage): boolean;
  /** So many of those it could meet pass before. */
  after: number;
  /** So many it meets. */
  times: number;
};

/** An error as the services write it: blobs and queues in XML, tables in JSON. */
export function failure(service: StorageService, code: string): { type: string; body: string } {
  const message = 'Made to fail.';
  return service === 'table'
    ? {
        type: 'application/json',
        body: JSON.stringify({
          'odata.error': { code, message: { lang: 'en-US', value: message } },
        }),
      }
    : {
        type: 'application/xml',
        body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
      };
}
