/** Which message: its mailbox, the month it is filed under (`2026-01`), its name there. */
export interface MailPlace {
  mailbox: string;
  month: string;
  id: string;
}

/** `mailbox/month/name.ending`, in a form that no name can lead out of. */
export function fileOf({ mailbox, month, id }: MailPlace, ending: string): string {
  return `${safe(mailbox)}/${safe(month)}/${safe(id)}.${ending}`;
}

/** The message in a file under the mailboxes' folder; `undefined` when it is no file of this ending. */
export function placeOf(file: string, ending: string): MailPlace | undefined {
  const [mailbox, month, name, ...more] = file.split(/[/\\]/).map(decodeURIComponent);
  if (!mailbox || !month || !name?.endsWith(`.${ending}`) || more.length > 0) return undefined;
  return { mailbox, month, id: name.slice(0, -ending.length - 1) };
}

function safe(name: string): string {
  return encodeURIComponent(name).replaceAll('.', '%2E');
}
