/** Text that is safe as HTML. */
export class Html {
  constructor(readonly text: string) {}
}

const SIGNS = /[&<>"']/g;

/** HTML from a template: whatever is put in is escaped, unless it is HTML made this way. */
export function html(parts: TemplateStringsArray, ...values: (string | Html)[]): Html {
  const texts = values.map((value) => (value instanceof Html ? value.text : escape(value)));
  return new Html(parts.map((part, i) => part + (texts[i] ?? '')).join(''));
}

/** A whole page; `script` is a file of `static/`, run once the page is there. */
export function page(title: string, body: Html, script?: string): string {
  const running = script
    ? html`<script type="module" src="/pages/${script}"></script>`
    : new Html('');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · Twitter archive connector</title>
        <link rel="stylesheet" href="/pages/pages.css" />
        ${running}
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}

function escape(text: string): string {
  return text.replace(SIGNS, (sign) => `&#${sign.charCodeAt(0)};`);
}
