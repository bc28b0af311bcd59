/** Made by {@link html} alone: its class is not exported. */
class SafeHtml {
  constructor(readonly markup: string) {}
}

/** Markup that is known to be safe. */
export type Html = SafeHtml;

/** What may be put into markup. */
export type Part = Html | string | number | undefined | readonly Part[];

/**
 * HTML by template. Whatever is put in is escaped, in text and in attributes (which must be quoted); only other {@link Html} goes
 * in as it is. So nobody's words become markup, and there is no place where to forget it. The template's own indents are left out.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new SafeHtml(String.raw({ raw: unindented(strings) }, ...parts.map(markupOf)));
}

/** By template: a place in the code has one as long as the process lives. */
const templates = new WeakMap<TemplateStringsArray, string[]>();

function unindented(strings: TemplateStringsArray): string[] {
  let own = templates.get(strings);
  if (!own) templates.set(strings, (own = strings.map((text) => text.replace(/\n\s*/g, '\n'))));
  return own;
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof SafeHtml) return part.markup;
  return typeof part === 'object' ? part.map(markupOf).join('') : escape(String(part));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Anything that is not put in as it is; most texts have none of it. */
// eslint-disable-next-line no-control-regex -- these are what must not get in
const SPECIAL = /[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff&<>"']/;

/** Signs that HTML does not allow, and halves of signs, become the sign for what cannot be shown. */
function escape(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- these are what must not get in
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
  );
}

/** The address as a link may lead to it: http and https only; anything else is no link. */
export function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
