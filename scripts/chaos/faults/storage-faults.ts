import { type IncomingMessage } from 'node:http';

import { type Disturbance, type StorageFault, type StorageService } from '../storage-fault';
import { type FaultKind } from './fault-kind';

type Meets = StorageFault['meets'];

/** A run writes and reads more, of every account: some 48 blobs are written and 17 read, 13 messages written, 24 items uploaded. */
const LATEST = { blob: 40, queue: 8, table: 45 } as const;
const LATEST_READ = 14;
const LATEST_UPLOAD = 20;
const LENT = /\/import-/;

const isOf =
  (wanted: StorageService): Meets =>
  (service, { url = '' }) =>
    service === wanted && !(service === 'blob' && LENT.test(url));
const isWrite = ({ method }: IncomingMessage) => method !== 'GET' && method !== 'HEAD';
const isConditional = ({ headers }: IncomingMessage) =>
  headers['if-match'] !== undefined && headers['if-match'] !== '*';

function inStorage(
  name: string,
  does: string,
  disturbance: Disturbance,
  meets: Meets,
  { latest, longest = 4 }: { latest: number; longest?: number },
): FaultKind {
  return {
    ...{ name, does },
    arm({ storage }, random) {
      const when = { after: random.whole(0, latest), times: random.whole(1, longest) };
      return storage.add({ ...disturbance, ...when, meets });
    },
  };
}

/** What each of the services can do. */
function ofService(service: StorageService): FaultKind[] {
  const latest = LATEST[service];
  const meets = isOf(service);
  const status = (status: number, code: string): Disturbance => ({ kind: 'status', status, code });
  const fault = (
    name: string,
    does: string,
    disturbance: Disturbance,
    { when = meets, longest = 4 }: { when?: Meets; longest?: number } = {},
  ) => inStorage(`${service}-${name}`, does, disturbance, when, { latest, longest });
  const beingDeleted = {
    blob: 'ContainerBeingDeleted',
    queue: 'QueueBeingDeleted',
    table: 'TableBeingDeleted',
  }[service];
  const writes: Meets = (...of) => meets(...of) && isWrite(of[1]);
  return [
    fault('409', `409 ${beingDeleted}`, status(409, beingDeleted), { when: writes }),
    fault('500', '500 InternalError', status(500, 'InternalError')),
    fault('503', '503 ServerBusy', status(503, 'ServerBusy')),
    fault('503-long', '503 for longer than a client tries', status(503, 'ServerBusy'), {
      longest: 40,
    }),
    fault('hang', 'never answered', { kind: 'hang' }),
    fault('slow', 'answers a second late', { kind: 'slow', ms: 1000 }),
    fault('reset', 'connection reset before the answer', { kind: 'reset' }),
    fault('lost-answer', 'done, but the answer is lost', { kind: 'lost-answer' }, { when: writes }),
    fault('truncated', 'connection reset in the answer', { kind: 'truncate' }),
  ];
}

const conditional: Meets = (service, request) => service === 'table' && isConditional(request);
const written: Meets = (...of) => isOf('blob')(...of) && isWrite(of[1]);
const read: Meets = (...of) => isOf('blob')(...of) && of[1].method === 'GET';
const lent: Meets = (service, { url = '' }) => service === 'blob' && LENT.test(url);

function ofLentContainer(name: string, does: string, status: number, code: string): FaultKind {
  const disturbance = { kind: 'status', status, code } as const;
  return inStorage(`sink-${name}`, does, disturbance, lent, { latest: LATEST_UPLOAD });
}

/** From some upload on, all that come with its SAS are refused: only the service can help, which lends another. */
function endOfSas(name: string, does: string, status: number, code: string): FaultKind {
  return {
    ...{ name: `sink-${name}`, does, endsSas: true },
    arm({ storage }, random) {
      let before = random.whole(0, LATEST_UPLOAD);
      let ended: string | undefined;
      const meets: Meets = (service, request) => {
        if (!lent(service, request)) return false;
        const sas = new URL(request.url ?? '', 'http://storage').searchParams.get('sig') ?? '';
        if (before-- === 0) ended = sas;
        return sas === ended;
      };
      return storage.add({ kind: 'status', status, code, meets, after: 0, times: Infinity });
    },
  };
}

export const storageFaults: FaultKind[] = [
  ...ofService('blob'),
  ...ofService('table'),
  ...ofService('queue'),
  inStorage(
    'blob-hang-mid-body',
    'an answer that does not go on',
    { kind: 'hang-mid-body' },
    read,
    { latest: LATEST_READ },
  ),
  inStorage(
    'blob-412',
    'somebody else holds a lease on the blob',
    { kind: 'status', status: 412, code: 'LeaseIdMissing' },
    written,
    { latest: LATEST.blob },
  ),
  inStorage('table-412', 'somebody else has changed the row', { kind: 'touch' }, conditional, {
    latest: 15,
    longest: 2,
  }),
  inStorage(
    'queue-404',
    'the message is gone, by its own words',
    { kind: 'status', status: 404, code: 'MessageNotFound' },
    (service, request) => service === 'queue' && isWrite(request) && request.method !== 'POST',
    { latest: LATEST.queue, longest: 2 },
  ),
  endOfSas('sas-expired', 'the SAS is over mid-task', 403, 'AuthenticationFailed'),
  endOfSas('deleted', 'the lent container is gone', 404, 'ContainerNotFound'),
  ofLentContainer('412', 'a lent blob is not as it should be', 412, 'ConditionNotMet'),
  ofLentContainer('503', 'the lent container is busy', 503, 'ServerBusy'),
  inStorage('sink-reset', 'upload reset', { kind: 'reset' }, lent, { latest: LATEST_UPLOAD }),
  inStorage('sink-hang', 'upload never answered', { kind: 'hang' }, lent, {
    latest: LATEST_UPLOAD,
  }),
  inStorage('sink-lost-answer', 'uploaded, but the answer is lost', { kind: 'lost-answer' }, lent, {
    latest: LATEST_UPLOAD,
  }),
];
