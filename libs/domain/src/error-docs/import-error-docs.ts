import { type ErrorDoc } from './error-doc';

/** Failures of importing the archive that an account's owner has downloaded from X. */
export const importErrorDocs = {
  'import.unreadable_archive': {
    meaning:
      'The file is not an archive downloaded from X, or it is damaged; what and where is in the details. Pages before the damage are imported.',
    who: 'caller',
    action: 'Take the file as it was downloaded, or download it again, and import it again.',
    places: ['import'],
  },
  'import.unsafe_archive': {
    meaning:
      "The zip has what X's never has and an attacker's does: names that lead elsewhere, encryption, an archive inside, sizes that lie. Nothing of it is imported, unless a size lies in the middle.",
    who: 'caller',
    action: 'Take the file as it was downloaded; find out who has changed it.',
    places: ['import'],
  },
  'import.other_account': {
    meaning: 'The archive belongs to none of the accounts it may be imported into.',
    who: 'caller',
    action: 'Connect its account first, or take the archive of the account that is connected.',
    places: ['import'],
  },
  'import.unavailable': {
    meaning: 'The storage account does not do what uploading or importing an archive asks.',
    who: 'operator',
    action:
      'Check that it can be reached and that this service may use it; status and reason are in the details. An upload goes on where it was, an import is tried again.',
    places: ['request', 'import'],
  },
  'import.unknown': {
    meaning: 'There is no such import of this account.',
    who: 'caller',
    action: 'Load the page of the account anew.',
    places: ['request'],
  },
  'import.ended': {
    meaning:
      'The import is not in a state in which this can be done: it has ended, or its upload has.',
    who: 'caller',
    action: 'Load the page of the account anew; upload the archive again if need be.',
    places: ['request'],
  },
  'import.wrong_block': {
    meaning: 'A block of the upload has not the size or the number it should have.',
    who: 'caller',
    action:
      'Go on with the upload from the blocks that are there, with the file it was begun with.',
    places: ['request'],
  },
  'import.incomplete': {
    meaning: 'The upload is said to be complete, and blocks of it are missing.',
    who: 'caller',
    action: 'Upload the missing blocks.',
    places: ['request'],
  },
  'import.failed': {
    meaning:
      'The import was begun many times and never came further; why is in the log of the worker.',
    who: 'developer',
    action: 'Look into the log, mend it, and import the archive again.',
    places: ['import'],
  },
} as const satisfies Record<string, ErrorDoc>;
