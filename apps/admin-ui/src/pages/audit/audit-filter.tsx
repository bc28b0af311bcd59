import { Field, Input, Select } from '@fluentui/react-components';

import { texts } from '../../texts/texts';
import { type AuditFilterValues } from './audit-query';

const words = texts.audit;

interface AuditFilterProps {
  filter: AuditFilterValues;
  /** Actions there are events of. */
  actions: string[];
  onChange: (filter: AuditFilterValues) => void;
}

export function AuditFilter({ filter, actions, onChange }: AuditFilterProps) {
  const change =
    (name: keyof AuditFilterValues) =>
    (_: unknown, { value }: { value: string }) => {
      onChange({ ...filter, [name]: value });
    };
  return (
    <search className="filter" aria-label={words.filter}>
      <Field label={words.from}>
        <Input type="date" value={filter.from} onChange={change('from')} />
      </Field>
      <Field label={words.to}>
        <Input type="date" value={filter.to} onChange={change('to')} />
      </Field>
      <Field label={words.action}>
        <Select value={filter.action} onChange={change('action')}>
          <option value="">{words.allActions}</option>
          {actions.map((action) => (
            <option key={action}>{action}</option>
          ))}
        </Select>
      </Field>
      <Field label={words.actor}>
        <Input value={filter.actor} onChange={change('actor')} autoComplete="off" />
      </Field>
    </search>
  );
}
