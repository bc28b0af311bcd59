import { Field, Select } from '@fluentui/react-components';
import { useSearchParams } from 'wouter';

import { useAnswer } from '../../api/queries';
import { type AccountSummary } from '../../api/types';
import { texts } from '../../texts/texts';

const words = texts.tasks;

/** The filter stands in the address, so that a list can be found again. */
export function TaskFilter() {
  const [search, setSearch] = useSearchParams();
  const { data } = useAnswer<{ accounts: AccountSummary[] }>('accounts');
  const jobs = data?.accounts.flatMap(({ username, jobs }) =>
    jobs.map(({ jobId }) => ({ value: jobId, name: `@${username} · ${jobId}` })),
  );
  const states = Object.entries(words.states).map(([value, name]) => ({ value, name }));
  const choose = (name: string, value: string) => {
    setSearch((before) => {
      const { [name]: _, ...rest } = Object.fromEntries(before);
      return value === '' ? rest : { ...rest, [name]: value };
    });
  };
  const filter = (name: string, label: string, all: string, options: typeof states) => (
    <Field label={label}>
      <Select value={search.get(name) ?? ''} onChange={(_, { value }) => choose(name, value)}>
        <option value="">{all}</option>
        {options.map(({ value, name: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <search className="filter" aria-label={words.filter}>
      {filter('state', words.state, words.allStates, states)}
      {filter('jobId', words.job, words.allJobs, jobs ?? [])}
    </search>
  );
}
