import { Button, Field, Input, Select } from '@fluentui/react-components';
import { type SubmitEvent, useState } from 'react';

import { texts } from '../../texts/texts';
import { type AuditFilterValues, noFilter } from './audit-query';

const words = texts.audit;

interface AuditFilterProps {
  /** Actions there may be events of. */
  actions: string[];
  onSearch: (filter: AuditFilterValues) => void;
}

/** Nothing is searched before it is asked for: the whole log is read for a name. */
export function AuditFilter({ actions, onSearch }: AuditFilterProps) {
  const [filter, setFilter] = useState(noFilter);
  const change =
    (name: keyof AuditFilterValues) =>
    (_: unknown, { value }: { value: string }) => {
      setFilter({ ...filter, [name]: value });
    };
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    onSearch(filter);
  };
  const clear = () => {
    setFilter(noFilter);
    onSearch(noFilter);
  };
  return (
    <search aria-label={words.filter}>
      <form className="filter" onSubmit={search}>
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
              <option key={action} value={action}>
                {words.actions[action] ?? action}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.actor} hint={words.actorHint}>
          <Input value={filter.actor} onChange={change('actor')} autoComplete="off" />
        </Field>
        <div className="buttons">
          <Button type="submit" appearance="primary">
            {words.search}
          </Button>
          <Button onClick={clear}>{words.clear}</Button>
        </div>
      </form>
    </search>
  );
}
