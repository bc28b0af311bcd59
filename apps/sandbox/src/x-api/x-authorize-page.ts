import { type JsonObject } from '@app/domain';

import { textOf } from '../dataset/text-of';
import { type Permission } from './x-app';

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:1rem}
fieldset{border:1px solid #8884;border-radius:8px;margin:1rem 0}label{display:block;padding:.25rem 0}
button{font:inherit;padding:.5rem 1rem;margin-inline-end:.5rem}
button:focus-visible,input:focus-visible{outline:3px solid Highlight}`;

const MAY: Readonly<Record<Permission, string>> = {
  read: 'see posts from your timeline',
  'read-write-directmessages':
    'see posts from your timeline, post for you, and see and send your direct messages',
};

/** X asks a person: may the app read your account? The person chooses who to be: nobody has a password here. */
export function authorizePage(
  appName: string,
  requestToken: string,
  { permission }: { permission: Permission },
  users: JsonObject[],
): string {
  const choices = users.map((user, i) => {
    const id = escape(textOf(user.id));
    const checked = i === 0 ? ' checked' : '';
    return `<label><input type="radio" name="user_id" value="${id}"${checked}> ${escape(textOf(user.name))} <span>@${escape(textOf(user.username))}</span></label>`;
  });
  return page(
    'Authorize an app',
    `<h1>Authorize ${escape(appName)} to access your account?</h1>
<p>It will be able to ${MAY[permission]}.</p>
<form method="post" action="/oauth/authorize">
<input type="hidden" name="oauth_token" value="${escape(requestToken)}">
<fieldset><legend>Sign in as</legend>${choices.join('')}</fieldset>
<button name="answer" value="allow">Authorize app</button><button name="answer" value="deny">Cancel</button>
</form>`,
  );
}

/** X does not know, or no longer knows, what this is about. */
export function noRequestPage(): string {
  return page(
    'No such request',
    '<h1>Whoa there!</h1><p>The request token for this page is invalid. It may have already been used, or expired because it is too old.</p>',
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} / X (sandbox)</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
