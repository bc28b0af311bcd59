/** Beside the portal's own. */
export const MAILBOX_CSS = `
body{max-width:72rem}
h1{font-size:1.5rem;margin:.75rem 0;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}dd{margin:0}
.search{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:end}
.search>div:first-child{flex:1 1 20rem}
select{font:inherit;padding:.4rem;border:1px solid GrayText;border-radius:4px;max-width:20rem}
select:focus-visible,summary:focus-visible,iframe:focus-visible,pre:focus-visible{outline:3px solid Highlight;outline-offset:2px}
summary{margin:.75rem 0;cursor:pointer}
code{overflow-wrap:anywhere}
mark{background:light-dark(#ffd6d9,#7a0017);color:CanvasText}
.query{border-inline-start:6px solid light-dark(#b00020,#ff8a94);padding:.25rem .75rem}
.mails td{overflow-wrap:anywhere}.mails .when,.mails .kind,.mails .size{white-space:nowrap}
.pages{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:1rem 0}
iframe.mail{width:100%;height:70vh;border:1px solid var(--line);border-radius:4px;background:Canvas}
video{max-width:100%;margin:.5rem 0}
pre{overflow:auto;max-height:30rem;border:1px solid var(--line);padding:.5rem}
@media(max-width:40rem){.examples{grid-template-columns:1fr}.mails thead{position:absolute;clip-path:inset(50%)}.mails tr,.mails td{display:block;border:0;padding:.1rem 0}.mails tr{border-bottom:1px solid var(--line);padding:.5rem 0}}`;

/** Arrow keys go from message to message, once one of them has the focus. */
export const MAILBOX_JS = `
const links = [...document.querySelectorAll('.mails a')];
for (const [i, link] of links.entries()) {
  link.addEventListener('keydown', (event) => {
    const next = { ArrowDown: links[i + 1], ArrowUp: links[i - 1] }[event.key];
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
  });
}
`;
