/** System colours only, so that light and dark both have the contrast that the browser sees to. */
export const PORTAL_CSS = `
:root{color-scheme:light dark;--line:#8886}
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:0 1rem 2rem;background:Canvas;color:CanvasText}
a,a:visited{color:light-dark(#0b4f96,#9ccbf9)}
header{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;border-bottom:1px solid var(--line);padding:.75rem 0}
header nav{display:flex;gap:1rem}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.5rem;text-align:start;vertical-align:top}
label{display:block;font-weight:600;margin-top:1rem}
label.choice{font-weight:400;margin:.5rem 0}
input:not([type=checkbox],[type=radio]){font:inherit;box-sizing:border-box;width:100%;padding:.4rem;border:1px solid GrayText;border-radius:4px}
.help{margin:.25rem 0}.wrong{margin:.25rem 0;font-weight:600}
.problem,.done{border:1px solid var(--line);border-inline-start:6px solid light-dark(#b00020,#ff8a94);border-radius:4px;padding:.75rem;margin:1rem 0}
.done{border-inline-start-color:light-dark(#0b6a0b,#7ad67a)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;align-items:center;margin-top:1.5rem}
button,.button{font:inherit;display:inline-block;padding:.5rem 1.25rem;border:1px solid light-dark(#0b5cad,#7ab8f5);border-radius:4px;background:Canvas;color:light-dark(#0b4f96,#9ccbf9);text-decoration:none;cursor:pointer}
.main,.main:visited{background:light-dark(#0b5cad,#9ccbf9);color:light-dark(#fff,#000)}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid Highlight;outline-offset:2px}
ol.steps{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
[aria-current=step]{font-weight:700;text-decoration:underline}
dt{font-weight:600}dd{margin:0 0 .75rem;overflow-wrap:anywhere}
fieldset{border:1px solid var(--line);border-radius:4px}`;

/** Opens the connector's page in a window, as the real portal does, and goes on once that is closed. */
export const PORTAL_JS = `
for (const link of document.querySelectorAll('a[data-window]')) {
  link.addEventListener('click', (event) => {
    const opened = window.open(link.href, '_blank', 'popup,width=720,height=760');
    if (!opened) return;
    event.preventDefault();
    const timer = setInterval(() => {
      if (!opened.closed) return;
      clearInterval(timer);
      document.getElementById('after-window').requestSubmit();
    }, 500);
  });
}
document.querySelector('[role=alert], [aria-invalid=true]')?.scrollIntoView({ block: 'center' });
`;
