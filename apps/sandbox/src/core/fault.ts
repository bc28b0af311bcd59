import { z } from 'zod';

export const targets = ['x', 'media', 'event', 'token', 'entra', 'vault', 'smtp'] as const;

/** What every fault is told: whom it meets, and when. */
const common = {
  target: z.enum(targets),
  /** How many requests pass before it begins. */
  after: z.int().min(0).default(0),
  /** How many requests it meets; 1 unless told. */
  times: z.int().min(1).default(1),
  /** Only requests whose path holds this; messages whose recipients do. */
  path: z.string().optional(),
  /** Under this, `GET /control/stats` counts the requests it met. */
  name: z.string().optional(),
};
const status = z.int().min(400).max(599);

const faultKinds = [
  z
    .strictObject({
      ...common,
      kind: z.literal('status'),
      status: status.optional(),
      code: z.int().optional(),
      retryAfter: z.int().min(0).optional(),
    })
    .describe(
      'Refuses with `status` (500); `code`, as older routes of X give one; `retryAfter`: the seconds of that header.',
    ),
  z
    .strictObject({ ...common, kind: z.literal('rate_limit'), headers: z.boolean().default(true) })
    .describe("429; `headers` (true) tell when X's limit is over: in 2 seconds."),
  z.strictObject({ ...common, kind: z.literal('hang') }).describe('Never answers.'),
  z
    .strictObject({ ...common, kind: z.literal('reset') })
    .describe('The connection is reset before a byte is answered.'),
  z
    .strictObject({ ...common, kind: z.literal('truncate') })
    .describe('The connection is reset in the middle of the body.'),
  z
    .strictObject({ ...common, kind: z.literal('cut_json') })
    .describe('Half of the body, sent as if it were the whole.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('wrong_length'),
      longer: z.boolean().default(false),
    })
    .describe('The whole body, under a content-length of half of it; `longer`: of twice as much.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('html'),
      status: z.int().min(200).max(599).optional(),
    })
    .describe('A page of HTML with `status` (503), as gateways answer.'),
  z
    .strictObject({ ...common, kind: z.literal('empty_page') })
    .describe('X lists nothing on this page, and names the next one.'),
  z
    .strictObject({ ...common, kind: z.literal('repeated_page') })
    .describe('X gives the answer again that it gave last on this route.'),
  z
    .strictObject({ ...common, kind: z.literal('shuffled_page') })
    .describe('X lists the posts of the page in another order, the first of them twice.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('skewed_date'),
      seconds: z.int().min(-86_400).max(86_400).default(-3600),
    })
    .describe('The header Date of the answer is `seconds` (-3600) off.'),
  z
    .strictObject({ ...common, kind: z.literal('revoked') })
    .describe("X knows the account's keys no more (401)."),
  z
    .strictObject({ ...common, kind: z.literal('suspended') })
    .describe('X has suspended the account: its own keys are refused (403).'),
  z
    .strictObject({ ...common, kind: z.literal('protected') })
    .describe('The account is shown as protected.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('renamed'),
      username: z.string().regex(/^\w{1,15}$/),
    })
    .describe('The account is called `username`.'),
  z
    .strictObject({
      ...common,
      kind: z.literal('lost_answer'),
      answer: z.enum(['reset', 'hang', 'status']).default('reset'),
    })
    .describe('The Event API does what it is asked, and the answer is lost: `answer`.'),
] as const;

/** Kinds that only some targets can have; of files, half a body is a whole one to whoever reads it, so they are announced as longer. */
const targetsOf: Readonly<Record<string, readonly string[]>> = {
  ...{ empty_page: ['x'], repeated_page: ['x'], shuffled_page: ['x'], skewed_date: ['x'] },
  ...{ revoked: ['x'], suspended: ['x'], protected: ['x'], renamed: ['x'] },
  ...{ cut_json: ['x'], wrong_length: ['x', 'media'], lost_answer: ['event'] },
};

export const faultSchema = z.discriminatedUnion('kind', faultKinds).check((context) => {
  const { kind, target } = context.value;
  if (targetsOf[kind]?.includes(target) ?? true) return;
  const message = `${kind} is no fault of ${target}`;
  context.issues.push({ code: 'custom', path: ['target'], message, input: context.value });
});
export type Fault = z.infer<typeof faultSchema>;

/** Every kind, for whoever asks: what it does, by what it can be had, and what else it can be told. */
export function describeFaults() {
  return faultKinds.map((kind) => {
    const { kind: name, ...fields } = kind.shape;
    const own = Object.keys(fields).filter((field) => !(field in common));
    return {
      kind: name.value,
      does: kind.description ?? '',
      targets: targetsOf[name.value] ?? targets,
      parameters: [...Object.keys(common), ...own],
    };
  });
}
