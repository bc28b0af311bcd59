import { type IncomingMessage } from 'node:http';

import { type Disturbance, type StorageFault, type StorageService } from '../storage-fault';
import { type FaultKind } from './fault-kind';

type Meets = StorageFault['meets'];

/** Rows and messages are many; the moments are spread over what a run needs. */
const LATEST = { blob: 80, queue: 15, table: 45 } as const;
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
      storage.add({ ...disturbance, ...when, meets });
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
const read: Meets = (...of) => isOf('blob')(...of) && of[1].method === 'GET';
const lent: Meets = (service, { url = '' }) => service === 'blob' && LENT.test(url);

function ofLentContainer(name: string, does: string, status: number, code: string): FaultKind {
  const disturbance = { kind: 'status', status, code } as const;
  return inStorage(`sink-${name}`, does, disturbance, lent, { latest: 30 });
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
    {
      latest: 30,
    },
  ),
  inStorage(
    'table-412',
    'somebody else has changed the row',
    { kind: 'status', status: 412, code: 'UpdateConditionNotSatisfied' },
    conditional,
    { latest: 15, longest: 2 },
  ),
  inStorage(
    'queue-404',
    'the message is gone, by its own words',
    { kind: 'status', status: 404, code: 'MessageNotFound' },
    (service, request) => service === 'queue' && isWrite(request) && request.method !== 'POST',
    { latest: 8, longest: 2 },
  ),
  ofLentContainer('sas-expired', 'the SAS is over mid-task', 403, 'AuthenticationFailed'),
  ofLentContainer('deleted', 'the lent container is gone', 404, 'ContainerNotFound'),
  ofLentContainer('412', 'a lent blob is not as it should be', 412, 'ConditionNotMet'),
  ofLentContainer('503', 'the lent container is busy', 503, 'ServerBusy'),
  inStorage('sink-reset', 'upload reset', { kind: 'reset' }, lent, { latest: 30 }),
  inStorage('sink-hang', 'upload never answered', { kind: 'hang' }, lent, { latest: 30 }),
  inStorage('sink-lost-answer', 'uploaded, but the answer is lost', { kind: 'lost-answer' }, lent, {
    latest: 30,
  }),
];
