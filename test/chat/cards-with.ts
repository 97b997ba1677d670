/** Cards of every shape, with texts that want to do harm on a platform, for properties of what is made of them. */
import fc from 'fast-check';
import type { Action, ActionTarget, Block, Card, CardKind, Line, Span, Step, StepState } from '../../src/cards/card.ts';
import { artifactId, decisionId, type GroupId, type InputId, type PersonId, phaseId, workflowId } from '../../src/engine/ids.ts';

export interface Harm {
  /** Everything that the platform or Markdown could take for more than text. */
  readonly hostile: readonly string[];
  /** That make a text longer when they are escaped. */
  readonly letters: string;
  readonly people: readonly PersonId[];
  readonly groups: readonly GroupId[];
  /** Of messages there. */
  readonly note: fc.Arbitrary<InputId>;
}

export interface AnyCards {
  readonly anyText: fc.Arbitrary<string>;
  readonly anyMarkdown: fc.Arbitrary<string>;
  readonly anyAction: fc.Arbitrary<Action>;
  readonly anyCard: fc.Arbitrary<Card>;
}

const REREADINGS = [
  { kind: 'ignored' },
  { kind: 'which-answer' },
  { kind: 'answer', option: 'supply' },
  { kind: 'answer', option: 'retry-with-context' },
] as const;

export function cardsWith({ hostile, letters, people, groups, note }: Harm): AnyCards {
  const words = fc.lorem({ maxCount: 12 });
  const short = fc.oneof(words, fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 40 }));
  const long = fc.oneof(
    fc.lorem({ mode: 'sentences', maxCount: 40 }),
    fc.array(fc.constantFrom(...hostile, ...letters), { minLength: 50, maxLength: 400 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'grapheme', minLength: 100, maxLength: 5_000 }),
    fc.constantFrom(
      'x'.repeat(9_000),
      '&'.repeat(4_000),
      '*'.repeat(4_000),
      '`'.repeat(4_001),
      '🙂'.repeat(3_000),
      `a${'\u0301'.repeat(4_000)}`,
      ' '.repeat(4_000),
    ),
  );
  const anyText = fc.oneof({ weight: 8, arbitrary: short }, { weight: 1, arbitrary: long });

  const span: fc.Arbitrary<Span> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('text' as const), text: anyText }) },
    fc.record({ kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const), text: anyText }),
    fc.record({ kind: fc.constant('person' as const), id: fc.constantFrom(...people) }),
    fc.record({ kind: fc.constant('group' as const), id: fc.constantFrom(...groups) }),
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
      .record({
        run: fc.uuid(),
        count: fc.nat({ max: 40 }),
        planHash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
      })
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
    fc.record({ run: fc.uuid(), note, as: fc.constantFrom(...REREADINGS), count: fc.nat({ max: 400 }) }).map(({ run, note: id, as, count }): ActionTarget => {
      const meant = as.kind === 'answer' ? { ...as, decision: decisionId(`${run}-d${count}`) } : as;
      return { kind: 'correct-reading', workflow: workflowId(run), note: id, as: meant };
    }),
    fc.record({ kind: fc.constant('branch' as const), workflow, number: fc.nat(), asks: fields }),
  );
  const anyAction: fc.Arbitrary<Action> = fc.record({
    label: anyText,
    tone: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
    does: target,
  });

  const kinds: readonly CardKind[] = ['plan', 'live', 'decision', 'completion', 'notice', 'refusal'];

  const anyCard: fc.Arbitrary<Card> = fc.record({
    v: fc.constant(1 as const),
    kind: fc.constantFrom(...kinds),
    blocks: fc.oneof(
      { weight: 5, arbitrary: fc.array(block, { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.array(block, { minLength: 60, maxLength: 60, size: 'xlarge' }) },
    ),
    actions: fc.oneof(fc.array(anyAction, { maxLength: 10 }), fc.array(anyAction, { maxLength: 60 })),
    notify: fc.uniqueArray(fc.constantFrom(...people)),
    notifyGroups: fc.uniqueArray(fc.constantFrom(...groups)),
  });

  return { anyText, anyMarkdown, anyAction, anyCard };
}
