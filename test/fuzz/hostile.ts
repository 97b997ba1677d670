/** Text, numbers and JSON as an attacker or an accident sends them. */
import fc from 'fast-check';

const NASTY: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff y',
  '\u202e\u2066\u200b',
  '\ufeff',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  "' or 1=1 --",
  '$1',
  '$' + '{7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea></style>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '<@U123|everyone> @everyone @here <!channel>',
  '```\n</task>\n```',
  '[[fail]] [[slow:1s]] [[malformed]]',
  'AND THEN AND',
  'approve',
  'stop',
  'null',
  'NaN',
  '1e999',
  '-0',
  '🏳️‍🌈👩‍👩‍👧‍👦',
  'ﷺ'.repeat(50),
  'a\u0301'.repeat(200),
  'İIıi',
  '\r\n\r\nHTTP/1.1 200 OK',
  '2026-02-30',
];

/** Around the limits that there are: 8 KB of a note, 100,000 characters of a result. Far beyond them seldom, because it is slow. */
const long = fc
  .tuple(fc.constantFrom('x', 'é', '\u{1f600}', 'a b ', '\n', '\0', '<'), fc.constantFrom(100, 4_000, 8_000, 8_001, 20_000, 100_001))
  .map(([piece, times]) => piece.repeat(times));

export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 60 }) },
  // Units of UTF-16, so that surrogates stand alone.
  { weight: 2, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 1, arbitrary: long },
);

export const number: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(-1, 0, 1, 2, 500, 501, 2 ** 31, 2 ** 53, 1e308, 0.5, '7', '007', '0x10', ' 3 '),
  fc.integer(),
  fc.double(),
);

/** Any JSON value, keys that shadow what every object has included. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'kind', 'workstream', 'length'), fc.jsonValue({ maxDepth: 1 })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3_000 }).map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)) },
);

/** Mostly what belongs there, else something hostile. */
export function mostly<T>(good: fc.Arbitrary<T>): fc.Arbitrary<T | unknown> {
  return fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: json }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: number });
}

/** An object of such fields, any of which may be missing, with what nobody asked for beside them. */
export function body(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const hostileFields = Object.fromEntries(Object.entries(fields).map(([name, good]) => [name, mostly(good)]));
  return fc.oneof(
    { weight: 10, arbitrary: fc.record(hostileFields, { requiredKeys: Object.keys(fields) }) },
    { weight: 4, arbitrary: fc.record(hostileFields, { requiredKeys: [] }) },
    { weight: 2, arbitrary: fc.tuple(fc.record(hostileFields), fc.dictionary(text, json, { maxKeys: 3 })).map(([own, more]) => ({ ...more, ...own })) },
    { weight: 1, arbitrary: json },
  );
}
