import { type EntraUser } from './entra-users';

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:0 auto;padding:1rem}
ul{list-style:none;padding:0}a{display:block;padding:.75rem;border:1px solid #8884;border-radius:8px;margin:.5rem 0}
a:focus-visible{outline:3px solid Highlight}`;

/** Who is it? Each choice leads to `href`. */
export function choicePage(choices: { user: EntraUser; href: string }[]): string {
  const items = choices.map(
    ({ user, href }) =>
      `<li><a href="${escape(href)}">${escape(user.name)}<br><small>${escape(user.preferred_username)} · ${escape(user.roles.join(', ') || 'no role')}</small></a></li>`,
  );
  return page('Pick an account', `<p>Nobody has a password here.</p><ul>${items.join('')}</ul>`);
}

export function messagePage(title: string, text: string): string {
  return page(title, `<p>${escape(text)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} · Entra ID (sandbox)</title><style>${STYLE}</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
