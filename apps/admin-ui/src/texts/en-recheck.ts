/** Texts of what became of posts after they were archived. */
export const enRecheck = {
  title: 'Late posts, edits and deletions',
  about:
    'The newest hours of the timeline are read again, and the posts of the last weeks are looked up by their ids. What is archived stays; a deletion is a record of its own.',
  overlap: 'Newest hours read again',
  swept: 'Last sweep ended',
  next: 'Next sweep',
  late: 'Listed late by X',
  changed: 'New versions found',
  deleted: 'Deletions found',
  hidden: 'Not shown by X now',
  suspected: 'Missed once, not believed yet',
  untold: 'Import service still to be told of',
};
