/** What a figure should be at least, or at most. */
export interface Target {
  what: string;
  unit: string;
  atLeast?: number;
  atMost?: number;
}

/** All that is promised of speed, memory and cost, by the benchmark that measures it (before the point). */
export const TARGETS = {
  'delivery.texts-of-limit': {
    ...{ what: 'text posts delivered, of the storage’s limit', unit: '×', atLeast: 0.8 },
  },
  'delivery.photos-of-limit': {
    ...{ what: 'posts with a photo, of the storage’s limit', unit: '×', atLeast: 0.8 },
  },
  'delivery.texts-of-one-by-one': {
    ...{ what: 'text posts, of one after the other', unit: '×', atLeast: 1.5 },
  },
  'delivery.photos-of-one-by-one': {
    ...{ what: 'posts with a photo, of one after the other', unit: '×', atLeast: 1.5 },
  },
  'delivery.slow-of-one-by-one': {
    ...{ what: 'over a network of 20 ms, of one after the other', unit: '×', atLeast: 5 },
  },
  'capture.of-bare-loop': {
    ...{ what: 'posts captured, of a bare loop that saves nothing', unit: '×', atLeast: 0.7 },
  },
  'capture.requests-of-least': {
    ...{ what: 'requests to X for pages, of the least there can be', unit: '×', atMost: 1 },
  },
  'conversion.items': {
    what: 'text posts to items, on one core',
    unit: 'posts/s',
    atLeast: 20_000,
  },
  'conversion.messages': {
    ...{ what: 'text posts to messages, on one core', unit: 'posts/s', atLeast: 3000 },
  },
  'conversion.busiest-of-items': {
    ...{
      what: 'to items: most of the time in one function but JSON’s',
      unit: 'of 1',
      atMost: 0.15,
    },
  },
  'conversion.busiest-of-messages': {
    ...{
      what: 'to messages: most of the time in one function but JSON’s',
      unit: 'of 1',
      atMost: 0.15,
    },
  },
  'memory-task-of-1000-items.gained': {
    ...{ what: 'memory gained in a task of 1,000 items', unit: 'MB', atMost: 16 },
  },
  'memory-task-of-20000-items.gained': {
    ...{ what: 'memory gained in a task of 20,000 items', unit: 'MB', atMost: 16 },
  },
  'memory-task-of-200000-items.gained': {
    ...{ what: 'memory gained in a task of 200,000 items', unit: 'MB', atMost: 16 },
  },
  'memory-video-item.growth': {
    ...{ what: 'memory above idle for an item with a 512 MB video', unit: 'MB', atMost: 64 },
  },
  'memory-video-message.growth': {
    ...{ what: 'memory above idle for a message with it', unit: 'MB', atMost: 64 },
  },
  'start.connector': { what: 'connector, from its start to ready', unit: 's', atMost: 2 },
  'start.worker': { what: 'worker, from its start to ready', unit: 's', atMost: 2 },
  'start.first-load': {
    ...{ what: 'first load of the largest admin page, gzipped', unit: 'bytes', atMost: 200_000 },
  },
  'scale-out.longest-of-mean-1': {
    ...{ what: '1 worker, 50 accounts: longest wait of one, of the mean', unit: '×', atMost: 2 },
  },
  'scale-out.longest-of-mean-2': {
    ...{ what: '2 workers, 50 accounts: longest wait of one, of the mean', unit: '×', atMost: 2 },
  },
  'scale-out.longest-of-mean-4': {
    ...{ what: '4 workers, 50 accounts: longest wait of one, of the mean', unit: '×', atMost: 2 },
  },
  'load.worker-memory': {
    ...{ what: 'worker’s memory at the end, of that in the middle', unit: '×', atMost: 1.1 },
  },
  'load.connector-memory': {
    ...{ what: 'connector’s memory at the end, of that in the middle', unit: '×', atMost: 1.2 },
  },
  'load.pages-median': {
    ...{ what: 'admin pages meanwhile, in the median, of those at rest', unit: '×', atMost: 2 },
  },
  'load.pages-slowest': {
    ...{ what: 'slowest admin page meanwhile, of the median at rest', unit: '×', atMost: 8 },
  },
  'cost.reads': { what: 'posts X billed, for each post', unit: '×', atMost: 1 },
  'cost.storage': { what: 'storage requests, for each post', unit: '×', atMost: 6 },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof TARGETS;

export const targetNames = Object.keys(TARGETS) as TargetName[];

export function isTarget(name: string): name is TargetName {
  return name in TARGETS;
}

export function isMet({ atLeast = -Infinity, atMost = Infinity }: Target, value: number): boolean {
  return value >= atLeast && value <= atMost;
}

/** How far it is met: 1 or more when it is. */
export function shareOf({ atLeast, atMost }: Target, value: number): number {
  if (atLeast !== undefined) return value / atLeast;
  return value <= 0 ? Infinity : (atMost ?? 0) / value;
}

/** `≥ 0.8 ×` */
export function boundOf({ atLeast, atMost, unit }: Target): string {
  const bound = atLeast === undefined ? `≤ ${spelled(atMost ?? NaN)}` : `≥ ${spelled(atLeast)}`;
  return `${bound} ${unit}`;
}

export function spelled(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}
