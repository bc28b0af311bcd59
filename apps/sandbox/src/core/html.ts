/** Text that is safe as HTML. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** HTML from a template: whatever is put in is escaped, unless it is HTML made this way. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  const texts = values.map((value) => {
    if (value instanceof Html) return value.text;
    if (typeof value === 'object') return value.map(({ text }) => text).join('');
    return escape(String(value));
  });
  return new Html(parts.map((part, i) => part + (texts[i] ?? '')).join(''));
}

export const nothing = new Html('');

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
