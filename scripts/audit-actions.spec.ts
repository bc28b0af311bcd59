import { auditActions } from '@app/domain';

import { enAuditActions } from '../apps/admin-ui/src/texts/en-audit-actions';
import { frAuditActions } from '../apps/admin-ui/src/texts/fr-audit-actions';

it.each([enAuditActions, frAuditActions])('has words for every audit action', (words) => {
  expect(Object.keys(words).sort()).toEqual([...auditActions].sort());
  expect(new Set(Object.values(words)).size).toBe(auditActions.length);
});
