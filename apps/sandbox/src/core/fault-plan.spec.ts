import { faultSchema } from './fault';
import { FaultPlan } from './fault-plan';

function planned(...faults: object[]): FaultPlan {
  const plan = new FaultPlan();
  for (const fault of faults) plan.add(faultSchema.parse(fault));
  return plan;
}

const met = (plan: FaultPlan, ...paths: string[]) =>
  paths.map((path) => plan.take('x', path)?.kind);

describe('FaultPlan', () => {
  it('lets requests pass, then meets as many as it was told', () => {
    const plan = planned({ target: 'x', kind: 'reset', after: 2, times: 2 });
    expect(met(plan, '/a', '/a', '/a', '/a', '/a')).toEqual([
      ...[undefined, undefined],
      ...['reset', 'reset'],
      undefined,
    ]);
    expect(plan.waiting()).toBe(0);
  });

  it('counts the requests only that it is meant for', () => {
    const plan = planned({ target: 'x', kind: 'reset', after: 1, path: '/tweets' });
    expect(plan.take('media', '/tweets')).toBeUndefined();
    expect(met(plan, '/me', '/me', '/tweets', '/me', '/tweets')).toEqual([
      ...[undefined, undefined, undefined, undefined],
      'reset',
    ]);
  });

  it('counts what each has met that has a name', () => {
    const fault = { target: 'x', kind: 'reset', times: 2 };
    const plan = planned({ ...fault, name: 'first' }, { ...fault, name: 'second' }, fault);
    met(plan, '/a', '/a', '/a');
    plan.clear();
    expect(plan.met).toEqual({ first: 2, second: 1 });
  });

  it('has the others wait for their turn', () => {
    const plan = planned({ target: 'x', kind: 'hang' }, { target: 'x', kind: 'reset', after: 1 });
    expect(met(plan, '/a', '/a', '/a')).toEqual(['hang', undefined, 'reset']);
  });
});

describe('faultSchema', () => {
  it.each([
    ['a kind nobody knows', { target: 'x', kind: 'rain' }],
    ['a parameter of another kind', { target: 'x', kind: 'hang', seconds: 5 }],
    ['a missing parameter', { target: 'x', kind: 'renamed' }],
    ['a kind the target cannot have', { target: 'vault', kind: 'empty_page' }],
    ['half a file that nobody could tell from a whole one', { target: 'media', kind: 'cut_json' }],
    ['a time before the start', { target: 'x', kind: 'hang', after: -1 }],
  ])('refuses %s', (_, fault) => {
    expect(faultSchema.safeParse(fault).success).toBe(false);
  });
});
