import { type ErrorDoc } from './error-doc';

/** Failures of taking over what Microsoft's sample connector has set up. */
export const migrationErrorDocs = {
  'migration.no_sample': {
    meaning:
      "The storage account has no table of the jobs of Microsoft's sample connector. Nothing is changed.",
    who: 'caller',
    action:
      'Take the connection string from the application settings of the sample (`StorageAccountConnectionString`).',
    places: ['migration'],
  },
  'migration.unavailable': {
    meaning:
      "The storage account of Microsoft's sample connector does not answer, or not with this key. Nothing is changed.",
    who: 'caller',
    action:
      'Check the connection string and the firewall of the storage account; status and reason are in the details.',
    places: ['migration'],
  },
  'migration.other_app': {
    meaning:
      "Another app of X's developer portal is set here than in Microsoft's sample connector; the tokens of its accounts are worth nothing for another app. Nothing is changed.",
    who: 'admin',
    action:
      "Set API key and secret of the sample's app in the settings and repeat the command, or let the accounts' owners log in on the set-up page.",
    places: ['migration'],
  },
} as const satisfies Record<string, ErrorDoc>;
