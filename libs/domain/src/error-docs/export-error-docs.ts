import { type ErrorDoc } from './error-doc';

/** Failures of making items and handing them to the Import service. */
export const exportErrorDocs = {
  'conversion.unreadable_post': {
    meaning:
      'A post is not as X describes posts. Capture keeps it raw, as kind `unreadable`; a delivery names it in the manifest and goes on. Ten in a row stop the task.',
    who: 'developer',
    action: "Report the fields it names: the reader of X's format needs mending.",
    places: ['delivery', 'mail'],
  },
  'export.day_full': {
    meaning:
      'The items a connector may deliver on one day are used up (`DELIVERY_ITEMS_PER_DAY`), and the lent container expires before the task has its turn.',
    who: 'nobody',
    action: 'The service lends another when it asks again. Nothing is lost.',
    places: ['delivery'],
  },
  'export.too_many_items': {
    meaning:
      'One task asks for more than 200,000 items. Purview would import none of them, so none is delivered.',
    who: 'admin',
    action:
      'Set the connector in the Purview portal to import from a later date, and hand the time before over with `npm run export` or by mail.',
    places: ['delivery'],
  },
  'export.sas_expired': {
    meaning: 'The container lent by the Import service cannot be written any more.',
    who: 'nobody',
    action: 'The service lends another when it asks again.',
    places: ['delivery'],
  },
  'export.sas_host_not_allowed': {
    meaning:
      '`BlobSasUri` is neither at an Azure blob endpoint nor at a host of `SINK_ALLOWED_HOSTS`.',
    who: 'caller',
    action: 'Nothing, if the request was not from the Import service; else add the host.',
    places: ['request', 'delivery'],
  },
  'export.sas_invalid': {
    meaning: '`BlobSasUri` is not the SAS URI of a container.',
    who: 'caller',
    action: 'Send one.',
    places: ['request'],
  },
  'export.unavailable': {
    meaning: 'The lent container does not take items now.',
    who: 'nobody',
    action: 'It passes.',
    places: ['delivery'],
  },
  'export.completion_refused': {
    meaning: 'The Import service refuses a call of its Event API (4xx).',
    who: 'developer',
    action: 'Report it with its status.',
    places: ['delivery', 'request'],
  },
  'export.completion_unauthorized': {
    meaning: 'Entra ID gives no token, or the Import service does not accept it.',
    who: 'admin',
    action: 'Check `AAD_APP_ID` and the secret of the Entra ID application.',
    places: ['delivery', 'request'],
  },
  'export.completion_unavailable': {
    meaning: 'Entra ID or the Import service does not answer, or asks to wait.',
    who: 'nobody',
    action: 'It passes. Nothing is uploaded in vain: the same blobs are reported later.',
    places: ['delivery', 'request'],
  },
} as const satisfies Record<string, ErrorDoc>;
