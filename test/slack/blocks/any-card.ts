/** Cards of every shape, with texts that want to do harm, for properties of what is made of them. */
import fc from 'fast-check';
import type { Action, ActionTarget, Block, Card, CardKind, Line, Span, Step, StepState } from '../../../src/cards/card.ts';
import { artifactId, decisionId, type GroupId, groupId, inputId, type PersonId, personId, phaseId, workflowId } from '../../../src/engine/ids.ts';

/** Everything that Slack or Markdown could take for more than text. */
export const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S0PLATFORM>',
  '<@U0MALLORY>',
  '<@U0ANA111>',
  '<#C0GENERAL|general>',
  '<!date^1700000000^{date}^https://evil.example/x|now>',
  '<https://evil.example/|your bank>',
  '<mailto:ana@example.com|write>',
  '&lt;!channel&gt; &lt;@U0MALLORY&gt;',
  '&#60;!channel&#62; &#x3c;@U0MALLORY&#x3e; &amp;lt;!channel&amp;gt;',
  '\\<!channel\\> <\\@U0MALLORY>',
  '@here and @channel and @everyone',
  '#general #ops-team',
  '[your bank](https://evil.example/login "title")',
  '![pixel](https://evil.example/p.png)',
  '[your bank][1]\n\n[1]: https://evil.example/login',
  '[x]: <https://evil.example>',
  '[x](javascript:alert)',
  '[[a](https://evil.example/b)](https://evil.example/c)',
  'https://evil.example/a?b=c&d=e',
  'http&#58;//evil.example &colon;// https:\\/\\/evil.example',
  'www.evil.example and evil.com/login and ana@evil.com',
  '<a href="https://evil.example">here</a><img src=x>',
  '*bold* _italic_ ~gone~ `code` ```fence```',
  '> a quote\n&gt; another',
  '`https://evil.example` and \\`https://evil.example\\`',
  '` one\nhttps://evil.example ` two `',
  '```\n<!channel> <@U0MALLORY>\n```',
  '    ```\nhttps://evil.example/indented\n    ```',
  '~~~\nhttps://evil.example/tilde\n```\n[y](https://evil.example/z)',
  'left \u202Etfel\u202C \u2066right\u2069 \u200F\u0627\u0644\u0633\u0644\u0627\u0645',
  '<\u200B!channel> @\u200Dhere <\u2060@U0MALLORY>',
  'nul\u0000 bell\u0007 lone\uD800 del\u007F',
  '👩‍👩‍👧‍👦 🏳️‍🌈 Z͑ͫ̓a̴l̵g̶o̷ 漢字かな交じり文 नमस्ते',
  ':skull: :100:',
  '|a|b|\n|-|-|\n|1|<!channel>|',
] as const;

const PEOPLE: readonly PersonId[] = ['U0ANA111', 'W0BEN222', 'U0CLEO33', 'ana', 'U0MALLORY><!channel', ''].map(personId);
const GROUPS: readonly GroupId[] = ['S0PLATFORM', 'S0SECURITY', 'channel', '!here'].map(groupId);

const words = fc.lorem({ maxCount: 12 });
const short = fc.oneof(words, fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const long = fc.oneof(
  fc.lorem({ mode: 'sentences', maxCount: 40 }),
  fc.array(fc.constantFrom(...HOSTILE, ...'漢🙂&<>* `'), { minLength: 50, maxLength: 400 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', minLength: 100, maxLength: 5_000 }),
  fc.constantFrom('x'.repeat(9_000), '&'.repeat(4_000), '🙂'.repeat(3_000), `a${'\u0301'.repeat(4_000)}`, ' '.repeat(4_000)),
);
export const anyText = fc.oneof({ weight: 8, arbitrary: short }, { weight: 1, arbitrary: long });

const span: fc.Arbitrary<Span> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('text' as const), text: anyText }) },
  fc.record({ kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const), text: anyText }),
  fc.record({ kind: fc.constant('person' as const), id: fc.constantFrom(...PEOPLE) }),
  fc.record({ kind: fc.constant('group' as const), id: fc.constantFrom(...GROUPS) }),
  fc.record({ kind: fc.constant('time' as const), at: fc.integer({ min: -1, max: 4e12 }), zone: fc.constantFrom('UTC', 'Asia/Kolkata') }),
  fc.record({ kind: fc.constant('elapsed' as const), since: fc.integer({ min: 0, max: 2e12 }), asOf: fc.integer({ min: 0, max: 2e12 }) }),
);
const line: fc.Arbitrary<Line> = fc.array(span, { maxLength: 6 });
const states: readonly (StepState | null)[] = [null, 'pending', 'running', 'done', 'failed', 'blocked', 'skipped', 'supplied', 'cancelled'];
const step: fc.Arbitrary<Step> = fc.record({ label: fc.constantFrom('[1]', '[2]'), title: anyText, state: fc.constantFrom(...states), detail: line });

/** Paragraphs, lists, tables and code, up to well over what one message takes. */
export const anyMarkdown = fc
  .array(
    fc.oneof(
      anyText,
      fc.lorem({ mode: 'sentences', maxCount: 8 }),
      words.map((title) => `## ${title}`),
      fc.array(words, { minLength: 1, maxLength: 8 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
      fc
        .array(fc.tuple(words, words), { minLength: 1, maxLength: 60 })
        .map((rows) => ['| a | b |', '| --- | --- |', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n')),
      fc.array(words, { minLength: 1, maxLength: 80 }).map((lines) => `\`\`\`ts\n${lines.join('\n')}\n\`\`\``),
    ),
    { minLength: 1, maxLength: 25 },
  )
  .map((parts) => parts.join('\n\n'));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading' as const, 'line' as const, 'context' as const), line }),
  fc.record({ kind: fc.constant('alert' as const), tone: fc.constantFrom('info' as const, 'warning' as const, 'error' as const), line }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(line, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('steps' as const), steps: fc.array(step, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('markdown' as const), source: anyMarkdown }),
  fc.record({
    kind: fc.constant('files' as const),
    files: fc.array(fc.record({ artifact: fc.uuid().map(artifactId), name: anyText, bytes: fc.integer({ min: 0, max: 1e9 }) }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('picture' as const), workflow: fc.constant(workflowId('0199')), alt: anyText }),
);

const workflow = fc.uuid().map(workflowId);
const decision = fc.tuple(fc.uuid(), fc.nat({ max: 40 })).map(([id, count]) => decisionId(`${id}-d${count}`));
const none = fc.constant(null);
const fields = fc.constant({ title: 'Form', fields: [], submit: 'Send' });
const target: fc.Arbitrary<ActionTarget> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), decision, option: fc.constantFrom('approve' as const, 'retry-with-context' as const), asks: none }),
  fc.record({
    kind: fc.constant('edit-plan' as const),
    workflow,
    decision,
    planHash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  }),
  fc.record({
    kind: fc.constant('override' as const),
    workflow,
    change: fc.constantFrom('pause' as const, 'resume' as const, 'cancel' as const, 'aggregate' as const),
    confirm: fc.option(anyText),
  }),
  fc.record({ kind: fc.constant('change' as const), workflow, number: fc.constant(12) }),
  fc.record({ kind: fc.constant('add-context' as const), workflow, asks: fc.constant({ title: 'T', label: 'L', hint: '', submit: 'S' }) }),
  fc.record({ kind: fc.constant('correct-handoff' as const), workflow, phase: fc.nat({ max: 9 }).map((n) => phaseId(`p${n}`)), asks: fields }),
  fc.record({
    kind: fc.constant('correct-reading' as const),
    workflow,
    note: fc.uuid().map((id) => inputId(`message:C0GENERAL:${id}`)),
    as: fc.oneof(
      fc.constantFrom({ kind: 'ignored' as const }, { kind: 'which-answer' as const }),
      fc.record({ kind: fc.constant('answer' as const), decision, option: fc.constantFrom('supply' as const, 'retry-with-context' as const) }),
    ),
  }),
  fc.record({ kind: fc.constant('branch' as const), workflow, number: fc.nat(), asks: fields }),
);
export const anyAction: fc.Arbitrary<Action> = fc.record({
  label: anyText,
  tone: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
  does: target,
});

const kinds: readonly CardKind[] = ['plan', 'live', 'decision', 'completion', 'notice'];

export const anyCard: fc.Arbitrary<Card> = fc.record({
  v: fc.constant(1 as const),
  kind: fc.constantFrom(...kinds),
  blocks: fc.oneof(
    { weight: 5, arbitrary: fc.array(block, { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(block, { minLength: 60, maxLength: 60, size: 'xlarge' }) },
  ),
  actions: fc.array(anyAction, { maxLength: 30 }),
  notify: fc.uniqueArray(fc.constantFrom(...PEOPLE)),
  notifyGroups: fc.uniqueArray(fc.constantFrom(...GROUPS)),
});
