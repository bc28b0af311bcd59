import { auditQuery, isFiltered, noFilter } from './audit-query';

it('no filter asks for everything', () => {
  expect(Object.values(auditQuery(noFilter))).toEqual([undefined, undefined, undefined, undefined]);
});

it('days go as they are: the connector takes them for those of UTC, to their end', () => {
  const filter = { from: '2026-02-28', to: '2026-02-28', action: 'signed-in', actor: ' ada ' };
  expect(auditQuery(filter)).toEqual({
    from: '2026-02-28',
    to: '2026-02-28',
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

it('spaces and half days leave nothing out', () => {
  expect(isFiltered({ ...noFilter, actor: ' ', from: '2026-' })).toBe(false);
  expect(isFiltered({ ...noFilter, actor: 'ada' })).toBe(true);
});
