import { type AuditEventView } from '../../api/types';
import { type Column } from '../../parts/data-table';
import { When } from '../../parts/when';
import { texts } from '../../texts/texts';

const words = texts.audit;
const MAX_SIGNS = 200;

export const auditColumns: Column<AuditEventView>[] = [
  { head: words.at, cell: ({ at }) => <When at={at} to="second" /> },
  { head: words.actor, cell: ({ actor }) => <Actor of={actor} /> },
  { head: words.what, cell: ({ action }) => <Action of={action} /> },
  {
    head: words.subject,
    cell: ({ subject }) => <span className="id">{subject ?? texts.none}</span>,
  },
  { head: words.result, cell: ({ result }) => words.results[result] },
  { head: words.details, cell: ({ details }) => detailsText(details) },
];

/** The word of the CSV is seen by who points at it, or reads what a newer version wrote. */
function Action({ of: action }: { of: string }) {
  const told = words.actions[action];
  return told ? <span title={action}>{told}</span> : <code>{action}</code>;
}

function Actor({ of: { kind, name, id, ip } }: { of: AuditEventView['actor'] }) {
  const kindName = words.kinds[kind] ?? kind;
  return (
    <>
      {name ?? id ?? kindName}
      <div className="soft">
        {[(name ?? id) ? kindName : undefined, ip].filter(Boolean).join(' · ')}
      </div>
    </>
  );
}

function detailsText(details: AuditEventView['details']): string {
  const parts = Object.entries(details).map(([name, value]) => `${name}: ${shortened(value)}`);
  return parts.join(', ') || texts.none;
}

/** A consent text would push all else away. */
function shortened(value: string | number | boolean): string {
  const text = String(value);
  return text.length > MAX_SIGNS ? words.cut(text.slice(0, MAX_SIGNS)) : text;
}
