import { type ErrorDoc } from './error-doc';

/** Failures of what this service keeps: archive, jobs and tasks, secrets, settings. */
export const storageErrorDocs = {
  'archive.unavailable': {
    meaning: 'The storage account does not do what the archive asks.',
    who: 'operator',
    action:
      'Check that it can be reached and that this service may use it; status and reason are in the details.',
    places: ['capture', 'delivery', 'mail'],
  },
  'archive.conflict': {
    meaning: 'Another worker was quicker with the same account or job.',
    who: 'nobody',
    action: 'Nothing: whatever the other has left is done at the next try.',
    places: ['capture', 'delivery'],
  },
  'archive.not_found': {
    meaning: 'A blob the index names is not there.',
    who: 'operator',
    action: 'Find out who removed it, and restore it (blob versions, soft delete).',
    places: ['delivery', 'mail'],
  },
  'archive.corrupt': {
    meaning:
      'Archived bytes are not those that were stored: hash or length differ. They are not delivered.',
    who: 'operator',
    action: 'Find out who changed them, and restore them (blob versions, soft delete).',
    places: ['delivery', 'mail'],
  },
  'archive.immutable': {
    meaning:
      'Content of a post that was deleted at X should be removed, and storage keeps it: an immutability policy or a legal hold.',
    who: 'operator',
    action:
      'Nothing, if it must stay: set DELETED_OWN_POSTS=keep. Else wait until the retention is over: it is tried again once a day.',
    places: ['capture'],
  },
  'archive.removed': {
    meaning: 'A media file is not in the archive: it was removed with its post.',
    who: 'nobody',
    action: 'Nothing: DELETED_OWN_POSTS says so.',
    places: ['capture'],
  },
  'archive.no_manifest': {
    meaning: 'A task has no manifest, because nothing was delivered for it yet.',
    who: 'caller',
    action: 'Wait until the task is delivered.',
    places: ['request'],
  },
  'storage.damaged': {
    meaning:
      'A row of a table is there, but not as this service writes it: something else has changed it. It is not used.',
    who: 'operator',
    action:
      'Find out who changed it, and put it back from a copy; keys and field are in the details. Of posts, `npm run verify` names what else is not as it was stored.',
    places: ['capture', 'delivery', 'mail', 'request', 'import'],
  },
  'storage.newer': {
    meaning:
      'What is stored was written by a later release in a way that this one would misread. This one changes nothing, and does not start.',
    who: 'operator',
    action:
      'Install the release that the message names, or a later one ([upgrade](operations.md#upgrade)).',
    places: ['start', 'capture', 'delivery', 'mail', 'request', 'import', 'export', 'migration'],
  },
  'jobs.unavailable': {
    meaning: 'The storage account does not do what jobs, tasks and the queue ask.',
    who: 'operator',
    action:
      'Check that it can be reached and that this service may use it; status and reason are in the details.',
    places: ['capture', 'delivery', 'mail', 'request'],
  },
  'jobs.conflict': {
    meaning:
      'Another is at this work: a worker that has taken it over, or a change of the same account.',
    who: 'nobody',
    action:
      'Nothing: the other does it. A request that is refused so can be made again in a minute.',
    places: ['capture', 'delivery', 'mail', 'request'],
  },
  'jobs.worker_dies': {
    meaning:
      'A task was taken twice as often as `DELIVERY_MAX_ATTEMPTS` says, and no try of it has come to an end: each time its worker was killed. It is not tried again.',
    who: 'operator',
    action:
      'Find out what has ended the worker, most likely a lack of memory, and mend it before the service asks again.',
    places: ['delivery'],
  },
  'jobs.unknown_job': {
    meaning: 'There is no job of this id.',
    who: 'caller',
    action: 'Create the connector anew in the portal if the job is wanted.',
    places: ['request'],
  },
  'jobs.unknown_task': {
    meaning: 'There is no task of this id. In a delivery: one to be ended is not there any more.',
    who: 'operator',
    action: 'If a delivery says so: find out who removed rows of table `tasks`.',
    places: ['delivery', 'request'],
  },
  'jobs.unknown_item': {
    meaning: 'No post of this id is parked: it was never, or it has been delivered meanwhile.',
    who: 'caller',
    action: 'Look at the list anew.',
    places: ['request'],
  },
  'jobs.task_ended': {
    meaning:
      'A task that has ended is to be worked on again. Delivered ones stay delivered; for one handed back the service lends another container when it asks again.',
    who: 'caller',
    action: 'Look at the task anew; wait for the Import service to ask again.',
    places: ['request'],
  },
  'jobs.deleted': {
    meaning: 'A task or a post is to be delivered for a job that was deleted. Nothing is any more.',
    who: 'caller',
    action: 'Nothing; create the connector anew in the portal if its items are wanted.',
    places: ['request'],
  },
  'jobs.bad_continuation': {
    meaning: 'A list is asked to go on from a place it never named.',
    who: 'caller',
    action: 'Begin the list anew.',
    places: ['request'],
  },
  'secrets.missing': {
    meaning: 'A secret this work needs is not set; its name is in the details.',
    who: 'admin',
    action: 'Set it.',
    places: ['capture', 'delivery', 'mail', 'request'],
  },
  'secrets.unreadable': {
    meaning: 'A secret or sealed value does not open: changed, or sealed with another key.',
    who: 'admin',
    action: 'Set the secret again; put the key file back if it was replaced.',
    places: ['capture', 'delivery', 'mail', 'request'],
  },
  'secrets.unavailable': {
    meaning:
      'The store of secrets does not answer. Values known before go on for four hours ([why](decisions/011-key-vault.md)).',
    who: 'operator',
    action:
      'Check that `SECRETS_DIR` is there and may be written, or that `KEY_VAULT_URL` answers.',
    places: ['capture', 'delivery', 'mail', 'request'],
  },
  'secrets.forbidden': {
    meaning:
      'Key Vault does not let this service use a secret, or Entra ID does not know the service. Known values are not used any more.',
    who: 'operator',
    action:
      "Give the service's identity the role Key Vault Secrets Officer, let its network in, enable the secret; status and reason are in the details.",
    places: ['capture', 'delivery', 'mail', 'request'],
  },
  'config.invalid': {
    meaning: 'Settings are missing or wrong; the message names each with its rule.',
    who: 'operator',
    action: 'Correct them ([settings](settings.md)) and start again.',
    places: ['start'],
  },
} as const satisfies Record<string, ErrorDoc>;
