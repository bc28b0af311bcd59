/** Texts of what became of posts after they were archived. */
export const enRecheck = {
  title: 'Late posts, edits and deletions',
  about:
    'The newest hours of the timeline are read again, and the posts of the last weeks are looked up by their ids. A deletion is a record of its own; what becomes of the archived copy is set by DELETED_OWN_POSTS.',
  overlap: 'Newest hours read again',
  swept: 'Last sweep ended',
  next: 'Next sweep',
  late: 'Listed late by X',
  changed: 'New versions found',
  deleted: 'Deletions found',
  policy: 'Archived copy of deleted posts',
  policies: { keep: 'is kept', redact: 'is redacted', purge: 'is purged' },
  removed: 'Content removed',
  removing: 'Content being removed',
  removalRefused: 'Content that storage does not let go',
  hidden: 'Not shown by X now',
  suspected: 'Missed once, not believed yet',
  untold: 'Import service still to be told of',
};
