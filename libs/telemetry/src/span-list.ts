/** Every span; docs/observability.md has a row for each. */
export const spanDocs = {
  task: 'One try of a download task, from its message in the queue to its end.',
  'task.upload': 'The items of a task are made of the archive and uploaded, and its manifest kept.',
  'task.completion': 'The Import service is told how the task ended.',
  capture: 'One reading of one stream of an account.',
  'x.request': 'One request to the API of X.',
  'archive.page': 'What X answered is kept as it came.',
  'archive.posts': 'The posts of an answer, and their media, are kept.',
} as const satisfies Record<string, string>;

export type SpanName = keyof typeof spanDocs;
