import { type PostEntry } from '@app/archive';
import { type SelfTest, type TaskSummary } from '@app/jobs';

export const stepNames = ['keys', 'newest', 'seen', 'archived', 'delivered', 'accepted'] as const;
export type StepName = (typeof stepNames)[number];

export const stepStates = ['ok', 'waiting', 'failed'] as const;

export interface Step {
  name: StepName;
  state: (typeof stepStates)[number];
  /** When that came to be. */
  at?: Date;
  /** What was found; of what is not well, what to do. */
  text: string;
}

/** What is stored about the posts of a test. */
export interface Evidence {
  /** The first versions of the posts X showed at the start, as far as they are archived. */
  shown: readonly PostEntry[];
  /** The first version of the post that is followed. */
  post?: PostEntry;
  /** Why it is parked for the job of its account. */
  parked?: string;
  task?: TaskSummary;
}

/** The Import service asks for some accounts once a day only. */
const LIMIT_MS = 3 * 24 * 3600_000;
const TOO_LATE = 'This has not come to be within three days.';

/** Where a test stands, step by step. */
export function stepsOf(test: SelfTest, evidence: Evidence, now: Date): Step[] {
  const steps = [
    keysStep(test),
    newestStep(test, evidence),
    seenStep(test, evidence),
    archivedStep(evidence),
    deliveredStep(evidence),
    acceptedStep(evidence),
  ];
  const isLate = now.getTime() - test.startedAt.getTime() > LIMIT_MS;
  const isRefused = test.refusal !== undefined;
  return steps.map((step) => {
    if (step.state !== 'waiting' || !isLate || isRefused) return step;
    return { ...step, state: 'failed', text: `${TOO_LATE} ${step.text}` };
  });
}

/** Over when all is well, or something has failed. */
export function resultOf(steps: readonly Step[]): { passed: boolean } | undefined {
  if (steps.some(({ state }) => state === 'failed')) return { passed: false };
  return steps.every(({ state }) => state === 'ok') ? { passed: true } : undefined;
}

function keysStep({ refusal, startedAt: at }: SelfTest): Step {
  const name = 'keys';
  if (refusal) return { name, state: 'failed', at, text: `${refusal.message} (${refusal.code})` };
  return { name, state: 'ok', at, text: 'X accepts the keys, and they are those of the account.' };
}

function newestStep({ shown, refusal }: SelfTest, { shown: archived }: Evidence): Step {
  const name = 'newest';
  if (refusal) return { name, state: 'waiting', text: 'X was not asked.' };
  const missing = shown.filter((id) => archived.every(({ postId }) => postId !== id));
  if (missing.length > 0) {
    const ids = missing.join(', ');
    return { name, state: 'waiting', text: `Not archived yet: ${ids}. Press "Capture now".` };
  }
  if (shown.length === 0) return { name, state: 'ok', text: 'X shows no posts of the account.' };
  const at = new Date(Math.max(...archived.map(({ capturedAt }) => capturedAt.getTime())));
  return { name, state: 'ok', at, text: `All ${shown.length} that X showed are archived.` };
}

function seenStep({ follow, shown, startedAt, refusal }: SelfTest, { post }: Evidence): Step {
  const name = 'seen';
  if (post) {
    const at = follow === 'new' ? post.createdAt : startedAt;
    return { name, state: 'ok', at, text: `Post ${post.postId}.` };
  }
  const [newest] = shown;
  if (follow === 'newest' && newest !== undefined) {
    return { name, state: 'ok', at: startedAt, text: `Post ${newest}, the newest X showed.` };
  }
  const text =
    follow === 'new'
      ? 'Post something as the account now. It is read with the next capture; "Capture now" is quicker.'
      : 'X shows no post of the account. Post something, and begin the test anew.';
  return { name, state: 'waiting', text: refusal ? 'X was not asked.' : text };
}

function archivedStep({ post }: Evidence): Step {
  const name = 'archived';
  if (!post) {
    return { name, state: 'waiting', text: 'It is archived with the next capture of the account.' };
  }
  const seconds = Math.round((post.capturedAt.getTime() - post.createdAt.getTime()) / 1000);
  return { name, state: 'ok', at: post.capturedAt, text: `${seconds} seconds after it was made.` };
}

function deliveredStep({ post, parked, task }: Evidence): Step {
  const name = 'delivered';
  if (task) {
    const text = `The manifest of task ${task.taskId} of job ${task.jobId} names it.`;
    return { name, state: 'ok', ...(task.completedAt && { at: task.completedAt }), text };
  }
  if (post && parked !== undefined) {
    const text = `It is parked: ${parked} See the page of parked items.`;
    return { name, state: 'failed', text };
  }
  const text = 'It is delivered when the Import service asks for a time that holds it.';
  return { name, state: 'waiting', text };
}

function acceptedStep({ task }: Evidence): Step {
  const name = 'accepted';
  if (task?.state === 'delivered') {
    const { completedAt: at } = task;
    return { name, state: 'ok', ...(at && { at }), text: 'The Import service has accepted it.' };
  }
  const text = 'The Import service accepts the whole task at its end; see the page of tasks.';
  return { name, state: 'waiting', text };
}
