import { auditQuery, noFilter } from './audit-query';

it('no filter asks for everything', () => {
  expect(Object.values(auditQuery(noFilter))).toEqual([undefined, undefined, undefined, undefined]);
});

it('both days are included, in UTC', () => {
  const filter = { from: '2026-02-28', to: '2026-02-28', action: 'signed-in', actor: ' ada ' };
  expect(auditQuery(filter)).toEqual({
    from: '2026-02-28T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
    action: 'signed-in',
    actor: 'ada',
  });
});

it('half a day is no bound', () => {
  expect(auditQuery({ ...noFilter, from: '2026-', to: 'x' })).toMatchObject({
    from: undefined,
    to: undefined,
  });
});
