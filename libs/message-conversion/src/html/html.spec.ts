import fc from 'fast-check';

import { html, safeHref } from './html';

describe('html', () => {
  it('escapes whatever is put in, in text and in attributes', () => {
    const evil = `"><script>alert('x')</script>&amp;`;

    expect(html`<b title="${evil}">${evil}</b>`.markup).toBe(
      '<b title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</b>',
    );
  });

  it('puts in other HTML as it is, lists of it one after the other, and nothing for nothing', () => {
    expect(html`<p>${[html`<i>${1}</i>`, '<', undefined]}${undefined}</p>`.markup).toBe(
      '<p><i>1</i>&lt;</p>',
    );
  });

  it('does not take for HTML what only looks like it', () => {
    const forged = JSON.parse('["<b>", {"markup": "<b>"}]') as string[];

    expect(() => html`${forged}`).toThrow();
    expect(html`${forged.slice(0, 1)}`.markup).toBe('&lt;b&gt;');
  });

  it('leaves out its own indents and keeps those put in', () => {
    const template = Object.assign(['<p>\n  ', '\n    </p>'], { raw: [] });

    expect(html(template, '\n   a').markup).toBe('<p>\n\n   a\n</p>');
  });

  it('makes of any text nothing but text', () => {
    const text = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(String.fromCharCode) });
    fc.assert(
      fc.property(text, (any) => {
        const { markup } = html`${any}`;
        expect(markup).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        expect(markup.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('safeHref', () => {
  it.each([
    ['https://contoso.example/ä?q="1"', 'https://contoso.example/%C3%A4?q=%221%22'],
    ['HTTP://contoso.example', 'http://contoso.example/'],
  ])('lets %s through', (address, href) => {
    expect(safeHref(address)).toBe(href);
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'cid:1',
    'contoso.example',
    '//contoso.example',
    '',
  ])('makes no link of %j', (address) => {
    expect(safeHref(address)).toBeUndefined();
  });
});
