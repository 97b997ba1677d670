/** Every route of the page, with the requests that it gets: its shapes filled with hostile fields, and raw garbage. */
import fc from 'fast-check';
import { answers, branches, commands, edits, overrides } from './bodies.ts';
import { json, mostly, number, text } from './hostile.ts';
import { named } from './names.ts';
import { type Content, type HttpCase, headers, type Part } from './requests.ts';

export interface RouteTarget {
  /** As in the app: method and pattern. */
  readonly route: string;
  readonly cases: fc.Arbitrary<HttpCase>;
}

type Piece = string | fc.Arbitrary<string>;

/** Beyond 16 KB the server hangs up before there is a request; that is tried on the wire. */
const LONGEST_PIECE = 3_000;

/** One piece of a path, escaped as browsers do, or sent as it is where that can be sent at all. */
const segment = (piece: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(piece, fc.boolean()).map(([value, plain]) => (plain && /^[\w.{}~-]+$/u.test(value) ? value : escaped(value)).slice(0, LONGEST_PIECE));

/** Names in braces stay, to be filled in. */
const escaped = (value: string): string => encodeURIComponent(value.toWellFormed()).replaceAll('%7B', '{').replaceAll('%7D', '}');

const raw: fc.Arbitrary<Content> = fc
  .tuple(
    fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'text/plain',
      '',
    ),
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      text.map((value) => Buffer.from(value)),
      json.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
    ),
  )
  .map(([type, bytes]) => ({ kind: 'bytes', type, bytes }));

function cases(
  method: string,
  path: readonly Piece[],
  content: fc.Arbitrary<Content>,
  query: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<HttpCase> {
  const pieces = path.map((piece) => (typeof piece === 'string' ? fc.constant(piece) : segment(piece)));
  const asked = fc.record(Object.fromEntries(Object.entries(query).map(([name, good]) => [name, mostly(good).map(asText)])), { requiredKeys: [] });
  return fc.record({
    method: fc.constant(method),
    path: fc.tuple(...pieces).map((parts) => parts.join('')),
    query: asked.map((fields) => Object.entries(fields).map(([name, value]) => [name, String(value)] as const)),
    headers,
    content: method === 'GET' ? fc.constant<Content>({ kind: 'none' }) : fc.oneof({ weight: 9, arbitrary: content }, { weight: 2, arbitrary: raw }),
  });
}

const get = (path: readonly Piece[], query: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}) => cases('GET', path, fc.constant({ kind: 'none' }), query);
const jsonPost = (path: readonly Piece[], value: fc.Arbitrary<unknown>) =>
  cases(
    'POST',
    path,
    value.map((sent): Content => ({ kind: 'json', value: sent })),
  );
const formPost = (path: readonly Piece[], value: fc.Arbitrary<unknown>) =>
  cases('POST', path, fc.oneof({ weight: 3, arbitrary: value.map(asForm) }, { weight: 1, arbitrary: value.map(asParts) }));

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function fieldsOf(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [['', asText(value)]];
  return Object.entries(value).flatMap(([name, inner]) => (Array.isArray(inner) ? inner : [inner]).map((one) => [name, asText(one)] as const));
}

const asForm = (value: unknown): Content => ({ kind: 'form', fields: fieldsOf(value) });
const asParts = (value: unknown): Content => ({
  kind: 'parts',
  parts: fieldsOf(value).map(([name, sent]) => ({ name, file: null, type: '', bytes: Buffer.from(sent) })),
});

const contents: readonly Uint8Array[] = [
  Buffer.from('# Notes\n'),
  Buffer.from('%PDF-1.7\n'),
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('<svg onload=alert(1)>'),
  Buffer.from('{"a":1}'),
  Buffer.alloc(20_000, 0x61),
];

const part: fc.Arbitrary<Part> = fc.record({
  name: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('file', 'files') }, { weight: 1, arbitrary: text }),
  file: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('notes.md', 'data.csv', 'a.pdf', 'p.png', 'run.exe', '../../x.txt', 'CON', '.', 'x'.repeat(300)) },
    { weight: 3, arbitrary: text },
    {
      weight: 1,
      arbitrary: fc.constant(null),
    },
  ),
  type: fc.constantFrom('', 'text/plain', 'image/png', 'text/html', 'multipart/mixed; boundary=x'),
  bytes: fc.oneof(fc.constantFrom(...contents), fc.uint8Array({ maxLength: 300 })),
});
const uploads = fc.array(part, { maxLength: 25 }).map((parts): Content => ({ kind: 'parts', parts }));

const run = fc.oneof({ weight: 3, arbitrary: named('workflow') }, { weight: 1, arbitrary: named('number') });
const thread = named('thread');
const decision = named('decision');
const artifact = named('artifact');
const channel = mostly(fc.constantFrom('general', 'ops', 'a', 'x-1')).map(asText);
const count = { limit: number, after: number };
const costs = { by: fc.constantFrom('day', 'person', 'model', 'pattern', 'persona'), days: number };
const seen = { seen: text };

const target = (route: string, made: fc.Arbitrary<HttpCase>): RouteTarget => ({ route, cases: made });

export const ROUTES: readonly RouteTarget[] = [
  target('GET /', get(['/'])),
  target('GET /healthz', get(['/healthz'])),
  target('GET /c/:channel', get(['/c/', channel])),
  target('GET /c/:channel/stream', get(['/c/', channel, '/stream'], seen)),
  target('GET /t/:thread', get(['/t/', thread])),
  target('GET /t/:thread/stream', get(['/t/', thread, '/stream'], seen)),
  target('GET /workflows/:id/ledger', get(['/workflows/', run, '/ledger'], count)),
  target('GET /workflows/:id/plan', get(['/workflows/', run, '/plan'])),
  target('GET /workflows/:id/change', get(['/workflows/', run, '/change'])),
  target('GET /artifacts/:id', get(['/artifacts/', artifact])),
  target('GET /artifacts/:id/picture', get(['/artifacts/', artifact, '/picture'])),
  target('GET /costs', get(['/costs'], costs)),
  target('GET /settings', get(['/settings'], { channel })),
  target('GET /login', get(['/login'], { next: text })),
  target('GET /api/workflows', get(['/api/workflows'], { active: fc.constantFrom('true', 'false'), thread, limit: number })),
  target('GET /api/workflows/:id', get(['/api/workflows/', run])),
  target('GET /api/workflows/:id/events', get(['/api/workflows/', run, '/events'], count)),
  target('GET /api/workflows/:id/export', get(['/api/workflows/', run, '/export'])),
  target('GET /api/workflows/:id/picture.svg', get(['/api/workflows/', run, '/picture.svg'], { theme: fc.constantFrom('dark', 'light') })),
  target('GET /api/workflows/:id/picture.png', get(['/api/workflows/', run, '/picture.png'], { theme: fc.constantFrom('dark', 'light') })),
  target('GET /api/threads/:id/messages', get(['/api/threads/', thread, '/messages'], count)),
  target('GET /api/artifacts/:id', get(['/api/artifacts/', artifact])),
  target('GET /api/costs', get(['/api/costs'], costs)),
  target('GET /api/costs.csv', get(['/api/costs.csv'], costs)),
  target('POST /api/commands', jsonPost(['/api/commands'], commands)),
  target('POST /api/files', cases('POST', ['/api/files'], uploads)),
  target('POST /api/decisions/:id', jsonPost(['/api/decisions/', decision], answers)),
  target('POST /api/workflows/:id/plan', jsonPost(['/api/workflows/', run, '/plan'], edits)),
  target('POST /api/workflows/:id/overrides', jsonPost(['/api/workflows/', run, '/overrides'], overrides)),
  target('POST /api/workflows/:id/branch', jsonPost(['/api/workflows/', run, '/branch'], branches)),
  target(
    'POST /settings',
    formPost(
      ['/settings'],
      fc.record({
        action: mostly(fc.constantFrom('set', 'reset')),
        name: mostly(fc.constantFrom('max_parallel_agents', 'plan_policy', '__proto__')),
        value: text,
        scope: mostly(fc.constantFrom('workspace', 'channel')),
        channel,
      }),
    ),
  ),
  target('POST /as', formPost(['/as'], fc.record({ as: text, back: text }))),
  target('POST /login', formPost(['/login'], fc.record({ name: mostly(fc.constant('ada')), password: text, next: text }))),
  target('POST /logout', formPost(['/logout'], json)),
  target('POST /c/:channel/commands', fc.oneof(formPost(['/c/', channel, '/commands'], commands), cases('POST', ['/c/', channel, '/commands'], uploads))),
  target('POST /t/:thread/commands', formPost(['/t/', thread, '/commands'], commands)),
  target('POST /decisions/:id', formPost(['/decisions/', decision], answers)),
  target('POST /workflows/:id/overrides', formPost(['/workflows/', run, '/overrides'], overrides)),
  target('POST /workflows/:id/branch', formPost(['/workflows/', run, '/branch'], branches)),
  target('POST /workflows/:id/plan', formPost(['/workflows/', run, '/plan'], edits)),
];
