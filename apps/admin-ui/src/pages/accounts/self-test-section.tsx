import { Button } from '@fluentui/react-components';

import { pathOf } from '../../api/api-client';
import { api, useAction, useAnswer } from '../../api/queries';
import { type SelfTestRun, type SelfTestStep, type SelfTestView } from '../../api/types';
import { formatTime } from '../../format/format';
import { type Column, DataTable } from '../../parts/data-table';
import { OnlyAdmins } from '../../parts/may-change';
import { ProblemBar } from '../../parts/problem-bar';
import { Said } from '../../parts/said';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';

const SOON_MS = 10_000;
const LATER_MS = 60_000;
const words = texts.selfTest;

const columns: Column<SelfTestStep>[] = [
  { head: words.step, cell: ({ name }) => words.steps[name] },
  { head: words.state, cell: ({ state }) => words.stepStates[state] },
  { head: words.at, cell: ({ at }) => <When at={at} to="second" /> },
  { head: words.found, cell: ({ text }) => <Said>{text}</Said> },
];

function refreshMs(answer: SelfTestView | undefined): number {
  return answer?.test?.state === 'waiting' ? SOON_MS : LATER_MS;
}

/** Is it captured, delivered and accepted? One post shows it. */
export function SelfTestSection({ accountId }: { accountId: string }) {
  const path = pathOf`accounts/${accountId}/self-test`;
  const { data, error, refetch } = useAnswer<SelfTestView>(path, {}, refreshMs);
  const beginning = useAction((follow: SelfTestRun['follow']) =>
    api.post<SelfTestView>(path, { follow }),
  );
  return (
    <section className="group">
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      <OnlyAdmins>
        <div className="buttons">
          <Button disabledFocusable={beginning.isPending} onClick={() => beginning.mutate('new')}>
            {words.beginNew}
          </Button>
          <Button
            disabledFocusable={beginning.isPending}
            onClick={() => beginning.mutate('newest')}
          >
            {words.beginNewest}
          </Button>
        </div>
      </OnlyAdmins>
      {beginning.error && <ProblemBar error={beginning.error} />}
      {error && <ProblemBar error={error} onRetry={() => void refetch()} />}
      <p role="status">{data && stateText(data.test)}</p>
      {data?.test && (
        <DataTable
          caption={words.table}
          columns={columns}
          rows={data.test.steps}
          keyOf={({ name }) => name}
        />
      )}
    </section>
  );
}

function stateText(test: SelfTestRun | undefined): string {
  if (!test) return words.none;
  const { state, startedAt, startedBy, endedAt } = test;
  const begun = words.begun(formatTime(startedAt), startedBy);
  const parts = [words.states[state], begun, endedAt && words.ended(formatTime(endedAt))];
  return parts.filter(Boolean).join(' · ');
}
