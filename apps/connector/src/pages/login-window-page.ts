import { html, page } from './html';

/** Its script reads from the address what X gave back, so that it is in no HTML. */
export function loginWindowPage(): string {
  const body = html`<main id="login-window">
    <h1>Login with Twitter</h1>
    <p role="status" id="message">One moment…</p>
    <noscript><p>This page needs JavaScript.</p></noscript>
  </main>`;
  return page('Login with Twitter', body, 'login-window.js');
}
