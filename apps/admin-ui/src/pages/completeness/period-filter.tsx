import { Button, Field, Input } from '@fluentui/react-components';
import { type SubmitEvent, useState } from 'react';
import { useSearchParams } from 'wouter';

import { type CompletenessView } from '../../api/types';
import { texts } from '../../texts/texts';

const words = texts.completeness;

/** The period stands in the address, so that it can be found again; left empty, it is the 90 days up to today. */
export function PeriodFilter({ of }: { of: CompletenessView | undefined }) {
  const [search, setSearch] = useSearchParams();
  const [from, setFrom] = useState(search.get('from') ?? '');
  const [to, setTo] = useState(search.get('to') ?? '');
  const show = (event: SubmitEvent) => {
    event.preventDefault();
    setSearch({ ...(from && { from }), ...(to && { to }) });
  };
  return (
    <search aria-label={words.period}>
      <form className="filter" onSubmit={show}>
        <Field label={words.from}>
          <Input
            type="date"
            value={from || (of?.from.slice(0, 10) ?? '')}
            onChange={(_, { value }) => setFrom(value)}
          />
        </Field>
        <Field label={words.to}>
          <Input
            type="date"
            value={to || (of?.to.slice(0, 10) ?? '')}
            onChange={(_, { value }) => setTo(value)}
          />
        </Field>
        <div className="buttons">
          <Button type="submit" appearance="primary">
            {words.show}
          </Button>
        </div>
      </form>
    </search>
  );
}
