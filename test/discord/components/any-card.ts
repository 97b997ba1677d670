/** Cards of every shape, with texts that want to do harm, for properties of what is made of them. */
import fc from 'fast-check';
import type { Action, ActionTarget, Block, Card, CardKind, Line, Span, Step, StepState } from '../../../src/cards/card.ts';
import { artifactId, decisionId, type GroupId, groupId, inputId, type PersonId, personId, phaseId, workflowId } from '../../../src/engine/ids.ts';

export const ANA = '100000000000000001';
export const BEN = '100000000000000002';
/** Named in texts only: nobody whom a card knows. */
export const MALLORY = '100000000000000066';
export const GUILD = '300000000000000001';

/** Everything that Discord or Markdown could take for more than text. */
const HOSTILE = [
  '@everyone and @here',
  '@\u200Beveryone @\\everyone \\@everyone @EVERYONE',
  `<@${MALLORY}> <@!${MALLORY}> \\<@${MALLORY}\\> <\\@${MALLORY}>`,
  '<@&100000000000000099> <#100000000000000098>',
  '</orchestrate:100000000000000097> </plan only:100000000000000097>',
  '<:skull:100000000000000096> <a:dance:100000000000000096>',
  '<t:1700000000:R> <t:1700000000> <id:customize> <sound:1:2>',
  '<https://evil.example/> <mailto:ana@example.com> <tel:+123>',
  '&lt;@everyone&gt; &#64;everyone',
  '[your bank](https://evil.example/login "title")',
  '[your bank](<https://evil.example/login>)',
  '![pixel](https://evil.example/p.png)',
  '[your bank][1]\n\n[1]: https://evil.example/login',
  '[x](javascript:alert)',
  '[[a](https://evil.example/b)](https://evil.example/c)',
  '[two\nlines](https://evil.example/d)',
  '[`code`](https://evil.example/e)',
  'https://evil.example/a?b=c&d=e HTTPS://EVIL.EXAMPLE discord.gg/abc discord.com/invite/abc',
  '||hidden|| a || b || c',
  '# not a heading\n## nor this\n-# nor small\n> nor a quote\n>>> nor this\n- nor a list\n1. nor this\n* nor that',
  '**bold** __under__ *it* _it_ ~~gone~~ `code` ```fence```',
  '`https://evil.example` and \\`https://evil.example\\`',
  '\\\\`[z](https://evil.example/z)\\\\`',
  '` one\nhttps://evil.example ` two `',
  '``a`https://evil.example/two`b``',
  `\`\`\`\n@everyone <@${MALLORY}>\n\`\`\``,
  '````\n```\n@everyone https://evil.example\n```\n````',
  '    ```\nhttps://evil.example/indented\n    ```',
  '> ```js\n> https://evil.example/quoted\n> ```',
  '~~~\nhttps://evil.example/tilde\n```\n[y](https://evil.example/z)',
  '```ts title="a b.ts"\nlet x;\n```\n[y](https://evil.example/after)',
  'left \u202Etfel\u202C \u2066right\u2069 \u200F\u0627\u0644\u0633\u0644\u0627\u0645',
  'nul\u0000 bell\u0007 lone\uD800 del\u007F',
  '👩‍👩‍👧‍👦 🏳️‍🌈 Z͑ͫ̓a̴l̵g̶o̷ 漢字かな交じり文 नमस्ते',
  '|a|b|\n|-|-|\n|1|@everyone|\n|```|\\||',
  '\\ \\\\ \\* ends with \\',
] as const;

const PEOPLE: readonly PersonId[] = [ANA, BEN, '100000000000000003', 'ana', `${MALLORY}> @everyone`, ''].map(personId);
const GROUPS: readonly GroupId[] = ['200000000000000001', '200000000000000002', GUILD, 'everyone', '!here'].map(groupId);

const words = fc.lorem({ maxCount: 12 });
const short = fc.oneof(words, fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const long = fc.oneof(
  fc.lorem({ mode: 'sentences', maxCount: 40 }),
  fc.array(fc.constantFrom(...HOSTILE, ...'漢🙂&<>* `|\\@'), { minLength: 50, maxLength: 400 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', minLength: 100, maxLength: 5_000 }),
  fc.constantFrom('x'.repeat(9_000), '*'.repeat(4_000), '`'.repeat(4_001), '🙂'.repeat(3_000), `a${'\u0301'.repeat(4_000)}`, ' '.repeat(4_000)),
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
const anyMarkdown = fc
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
  fc
    .record({ run: fc.uuid(), count: fc.nat({ max: 40 }), planHash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }) })
    .map(({ run, count, planHash }) => ({ kind: 'edit-plan' as const, workflow: workflowId(run), decision: decisionId(`${run}-d${count}`), planHash })),
  fc.record({
    kind: fc.constant('override' as const),
    workflow,
    change: fc.constantFrom('pause' as const, 'resume' as const, 'cancel' as const, 'aggregate' as const),
    confirm: fc.option(anyText),
  }),
  fc.record({ kind: fc.constant('change' as const), workflow, number: fc.constant(12) }),
  fc.record({ kind: fc.constant('add-context' as const), workflow, asks: fc.constant({ title: 'T', label: 'L', hint: '', submit: 'S' }) }),
  fc.record({ kind: fc.constant('correct-handoff' as const), workflow, phase: fc.nat({ max: 9 }).map((n) => phaseId(`p${n}`)), asks: fields }),
  fc
    .record({
      run: fc.uuid(),
      message: fc.bigInt({ min: 10n ** 17n, max: 2n ** 63n }),
      as: fc.constantFrom(
        { kind: 'ignored' as const },
        { kind: 'which-answer' as const },
        { kind: 'answer' as const, option: 'supply' as const },
        {
          kind: 'answer' as const,
          option: 'retry-with-context' as const,
        },
      ),
      count: fc.nat({ max: 400 }),
    })
    .map(({ run, message, as, count }): ActionTarget => {
      const note = inputId(`discord:${GUILD}:message:${message}`);
      const meant = as.kind === 'answer' ? { ...as, decision: decisionId(`${run}-d${count}`) } : as;
      return { kind: 'correct-reading', workflow: workflowId(run), note, as: meant };
    }),
  fc.record({ kind: fc.constant('branch' as const), workflow, number: fc.nat(), asks: fields }),
);
export const anyAction: fc.Arbitrary<Action> = fc.record({
  label: anyText,
  tone: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
  does: target,
});

const kinds: readonly CardKind[] = ['plan', 'live', 'decision', 'completion', 'notice', 'refusal'];

export const anyCard: fc.Arbitrary<Card> = fc.record({
  v: fc.constant(1 as const),
  kind: fc.constantFrom(...kinds),
  blocks: fc.oneof(
    { weight: 5, arbitrary: fc.array(block, { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(block, { minLength: 60, maxLength: 60, size: 'xlarge' }) },
  ),
  actions: fc.oneof(fc.array(anyAction, { maxLength: 10 }), fc.array(anyAction, { maxLength: 60 })),
  notify: fc.uniqueArray(fc.constantFrom(...PEOPLE)),
  notifyGroups: fc.uniqueArray(fc.constantFrom(...GROUPS)),
});
