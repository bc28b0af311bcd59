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
} as const satisfies Record<string, ErrorDoc>;
