import * as fc from 'fast-check';

export const wildCallers = [
  'nobody',
  'basic',
  'admin',
  'bootstrap',
  'another site',
  'basic and admin',
] as const;

/** Half are let in everywhere, so that most bodies are read; the others find out who is not. */
const aCaller = fc.oneof(
  { weight: 1, arbitrary: fc.constant('basic and admin' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...wildCallers) },
);

/** A request as anybody could send it. */
export interface WildRequest {
  /** Of {@link routesOf}. */
  method: string;
  path: string;
  caller: (typeof wildCallers)[number];
  headers: Record<string, string>;
  body: string | undefined;
}

/** What a connector may be asked for, as far as it is known to have it. */
export interface Vocabulary {
  routes: readonly string[];
  /** Fields of bodies, names in queries. */
  names: readonly string[];
  /** Values that are right somewhere: ids of what is there, times, kinds. */
  values: readonly string[];
}

/** Texts that have hurt others. */
const HOSTILE = [
  ...['', ' ', '\0', '\r\nset-cookie: a=b', '\n\n<script>', '\u001b[2J\u001b]0;x\u0007', '\ud800'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN'],
  ...[
    '../../../etc/passwd',
    '..%2f..%2f',
    'C:\\windows',
    '/',
    '//',
    '.',
    '%',
    '%00',
    '%ZZ',
    '%E0%A4%A',
  ],
  ...[
    "' or '1'='1",
    '" eq null or RowKey ge "',
    '${7*7}',
    '{{7*7}}',
    '$(reboot)',
    '`id`',
    '*',
    '#?&=',
  ],
  ...['-1', '0', '1e308', '9223372036854775808', '1'.repeat(400), '0x7f.1', '1,2', '--'],
  ...[
    'http://169.254.169.254/latest',
    'https://2130706433/?sig=x',
    'https://[::ffff:7f00:1]/c?sig=x',
  ],
  ...['javascript:alert(1)', '//evil.example/', '\\\\evil.example\\', 'file:///etc/passwd'],
  ...[
    '2026-02-30T00:00:00Z',
    '0000-00-00',
    '+275760-09-13',
    'Infinity',
    '\u202e\u0000',
    '𝒳'.repeat(50),
  ],
] as const;

/** Never quadratic, never all of it in memory several times. */
const LONG = ['a', '/', '0', '[', '{"a":', '%', '😀', ' '].map((sign) => sign.repeat(20_000));

export function aWildRequest({ routes, names, values }: Vocabulary): fc.Arbitrary<WildRequest> {
  const aText = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values) },
    { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  );
  const aName = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: aText },
  );
  const aValue = fc.oneof(
    { weight: 6, arbitrary: aText },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    { weight: 2, arbitrary: fc.array(aText, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constantFrom(...LONG) },
    { weight: 2, arbitrary: fc.constantFrom(true, false, null, 0, -1, 1e21, 2 ** 53) },
  );
  // Of a Map: `__proto__` is a name like any other, as it is in JSON.
  const anObject = fc
    .array(fc.tuple(aName, aValue), { maxLength: 6 })
    .map((pairs) => JSON.stringify(Object.fromEntries(pairs)));
  const aBody = fc.oneof(
    { weight: 8, arbitrary: anObject },
    { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: aText },
    { weight: 1, arbitrary: fc.constantFrom(...LONG) },
    { weight: 1, arbitrary: fc.constant('['.repeat(50_000)) },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );
  const aQuery = fc.array(fc.tuple(aName, aText), { maxLength: 4 });
  const someHeaders = fc.record(
    {
      'content-type': fc.oneof(
        fc.constantFrom('application/json', 'text/plain', 'application/octet-stream'),
        fc.constantFrom(
          'application/json; charset=klingon',
          'multipart/form-data; boundary=x',
          '/',
        ),
      ),
      accept: fc.constantFrom('text/html', 'application/json', '*/*', 'x/y;q=z'),
      'accept-encoding': fc.constantFrom('gzip', 'br', '*;q=0', 'gzip;q=1,'.repeat(200)),
      'content-encoding': fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'x'),
      cookie: aText.map(
        (text) => `__Host-session=${headerText(text)}; =; ;;; a=${headerText(text)}`,
      ),
      authorization: aText.map((text) => `Basic ${headerText(text)}`),
      'x-csrf-token': aText.map(headerText),
      'if-none-match': aText.map(headerText),
      range: fc.constantFrom('bytes=0-', 'bytes=-1', 'bytes=9-1,0-0', 'bytes=0-0,'.repeat(300)),
      origin: fc.constantFrom('null', 'https://evil.example', 'https://connector.example'),
      'x-http-method-override': fc.constantFrom('DELETE', 'TRACE'),
    },
    { requiredKeys: [] },
  );
  return fc
    .record({
      route: fc.constantFrom(...routes),
      parts: fc.array(aText, { minLength: 4, maxLength: 4 }),
      query: aQuery,
      caller: aCaller,
      headers: fc.oneof(
        { weight: 1, arbitrary: someHeaders },
        { weight: 1, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
      ),
      body: aBody,
    })
    .map(({ route, parts, query, caller, headers, body }) => {
      const [method = '', pattern = ''] = route.split(' ');
      let next = 0;
      const path = pattern.replace(/[:*]\w+/g, () => encoded(parts[next++] ?? ''));
      const asked = query.map((pair) => pair.map(encoded).join('='));
      return {
        ...{ method, caller, headers, body },
        path: asked.length > 0 ? `${path}?${asked.join('&')}` : path,
      };
    });
}

/** Half a percent sequence stays one: whatever fits into an address. */
function encoded(text: string): string {
  return /^[%.\w]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

/** As a header may hold it. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
