import { type ErrorDoc } from './error-doc';

/** Failures of exporting the archive to a folder. */
export const folderErrorDocs = {
  'folder.not_empty': {
    meaning: 'The folder of an export holds something that no export has put there.',
    who: 'caller',
    action: 'Name an empty folder, or one that is not there yet.',
    places: ['export'],
  },
  'folder.other_export': {
    meaning:
      'The folder holds an export of something else: other options, another account, or another version of this software. Nothing of it is changed.',
    who: 'caller',
    action: 'Repeat the command with the options it was begun with, or name another folder.',
    places: ['export'],
  },
  'folder.in_use': {
    meaning: 'Another export is writing to the folder at this moment.',
    who: 'caller',
    action:
      'Wait until it has ended; the process is in the details. If it is something else, remove the file `.export/lock` of the folder.',
    places: ['export'],
  },
  'folder.damaged': {
    meaning:
      'A file of a finished export is not what was written, or not there: its SHA-256 differs from the manifest; or a file is there that is not of the export. Nothing is changed.',
    who: 'caller',
    action: 'Find out who changed it, or take the added file away; export to another folder.',
    places: ['export'],
  },
  'folder.not_writable': {
    meaning: 'The folder of an export cannot be made, read or written.',
    who: 'operator',
    action: 'Give the user who runs the command the right to, or name another folder.',
    places: ['export'],
  },
  'folder.full': {
    meaning: 'The disk has no room for the rest of an export.',
    who: 'operator',
    action: 'Make room and repeat the command: it goes on where it was.',
    places: ['export'],
  },
} as const satisfies Record<string, ErrorDoc>;
