import { Button, Field, Input } from '@fluentui/react-components';
import { type SubmitEvent, useState } from 'react';
import { useSearchParams } from 'wouter';

import { type CompletenessView } from '../../api/types';
import { texts } from '../../texts/texts';
import { type Period, shownPeriod } from './period';

const words = texts.completeness;

/** The period stands in the address, so that it can be found again; without one it is the 90 days up to today. */
export function PeriodFilter({ of }: { of: CompletenessView | undefined }) {
  const [search, setSearch] = useSearchParams();
  const [entered, setEntered] = useState<Partial<Period>>({});
  const shown = { ...shownPeriod(search, of), ...entered };
  const show = (event: SubmitEvent) => {
    event.preventDefault();
    setSearch({ ...(shown.from && { from: shown.from }), ...(shown.to && { to: shown.to }) });
    setEntered({});
  };
  const day = (name: keyof Period) => (
    <Field label={words[name]}>
      <Input
        type="date"
        value={shown[name]}
        onChange={(_, { value }) => setEntered({ ...entered, [name]: value })}
      />
    </Field>
  );
  return (
    <search aria-label={words.period}>
      <form className="filter" onSubmit={show}>
        {day('from')}
        {day('to')}
        <div className="buttons">
          <Button type="submit" appearance="primary">
            {words.show}
          </Button>
        </div>
      </form>
    </search>
  );
}
