import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buttonOf, readButton } from '../../../adapters/discord/components/button.ts';
import { askedModal } from '../../../adapters/discord/modals/asked-form.ts';
import type { Form } from '../../../adapters/discord/modals/form.ts';
import { notTaken } from '../../../adapters/discord/modals/not-taken.ts';
import { type OpensForm, openingFor } from '../../../adapters/discord/modals/open.ts';
import { openAgain } from '../../../adapters/discord/modals/open-again.ts';
import { readFields } from '../../../adapters/discord/modals/read-fields.ts';
import { readSubmission } from '../../../adapters/discord/modals/submitted.ts';
import type { Field } from '../../../src/cards/card.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { channelId, decisionId, phaseId, workflowId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/engine/settings.ts';
import { messageProblems } from '../../fakes/discord/limits/message.ts';
import { randomRun } from '../../fixtures/random-run.ts';
import { approved, planned } from '../../fixtures/workflow.ts';
import { expectToFit, NAMES, sentBy } from './held-form.ts';

const WAITING = planned().now();
const RUNNING = approved().done('workstream 1').done('workstream 2').done('handoff p1').now();
const SETTINGS = { values: DEFAULT_SETTINGS, sources: Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, 'default'])) as never };

const workflow = workflowId('0199-workflow');
const hash = (RUNNING.proposal ?? WAITING.proposal)?.hash ?? '';
const decision = decisionId('0199-workflow-d1');
const FORMS: readonly Form[] = [
  { kind: 'answer', decision, option: 'supply' },
  { kind: 'answer', decision, option: 'no-such-option' },
  { kind: 'add-context', workflow },
  { kind: 'correct-handoff', workflow, phase: phaseId('p1') },
  { kind: 'correct-handoff', workflow, phase: phaseId('p9') },
  { kind: 'branch', workflow },
  { kind: 'edit-work', workflow, hash, position: 0, part: 'words' },
  { kind: 'edit-work', workflow, hash, position: 99, part: 'order' },
  { kind: 'edit-gates', workflow, hash: 'another', position: 1 },
  { kind: 'change-work', workflow, hash, position: 2, part: 'words' },
  { kind: 'change-work', workflow, hash, position: 99, part: 'words' },
  { kind: 'change-phase', workflow, hash, position: 1 },
  { kind: 'settings', channel: null, group: 'work', page: 0, seen: 'x' },
  { kind: 'settings', channel: channelId('1'), group: 'constructor', page: 9, seen: 'x' },
];

const FIELDS = [
  'text',
  'file',
  'decisions',
  'openItems',
  'openItems:kept',
  'workstream',
  'w0.title',
  'w0.task',
  'w0.drop',
  'w2.waits',
  'w3.persona',
  'p1.gate',
  'task',
];
const OTHERS = ['agent', 'persona', 'skills', 'model', 'waits', 'skip', 'max_parallel_agents', '__proto__', 'constructor', ''];

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('1', '2', '3', 'none', 'approve', 'explore', '__proto__', '\0', '\uD800'));
const component = fc.oneof(
  fc.anything(),
  fc.record(
    {
      type: fc.oneof(fc.constantFrom(3, 4, 5, 6, 8, 19, 23), fc.anything()),
      custom_id: fc.oneof(fc.constantFrom(...FIELDS, ...OTHERS), fc.anything()),
      value: fc.oneof(text, fc.boolean(), fc.anything()),
      values: fc.oneof(fc.array(text, { maxLength: 4 }), fc.anything()),
    },
    { requiredKeys: [] },
  ),
);
const components = fc.oneof(
  fc.anything(),
  fc.array(fc.oneof(fc.anything(), fc.record({ type: fc.constant(18), component }), fc.record({ type: fc.constant(1), components: fc.array(component) }))),
);

describe('what comes back with a form', () => {
  it('is taken, refused or answered with what is wrong, and never throws; then all that was written is given back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FORMS),
        components,
        fc.constantFrom(null, WAITING, RUNNING),
        fc.constantFrom(null, SETTINGS),
        (form, sent, run, settings) => {
          const filled = readFields(sent);
          const known = { workflow: run, names: NAMES, settings };
          const read = readSubmission(form, filled, known);
          expect(['submitted', 'errors', 'refused']).toContain(read.kind);
          if (read.kind === 'errors')
            for (const { components: said } of notTaken(form, read.errors, filled))
              expect(messageProblems({ components: said, flags: 1 << 15 }, [])).toEqual([]);
          const again = openAgain(form, known);
          if (again?.kind === 'modal') expectToFit(again.modal);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.nat(maxLength))
      .map(([one, length]) => one.repeat(Math.ceil(length / one.length)).slice(0, length)),
  );

const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    name: fc.constant('text'),
    label: anyText(5_000),
    hint: anyText(5_000),
    value: anyText(9_000),
    required: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('choice' as const),
    name: fc.constant('choice'),
    label: anyText(5_000),
    hint: anyText(5_000),
    choices: fc.uniqueArray(fc.record({ value: fc.string({ minLength: 1, maxLength: 200 }), label: anyText(300) }), {
      selector: ({ value }) => value,
      minLength: 1,
      maxLength: 60,
    }),
  }),
);

describe('a form that a card asks for', () => {
  it('fits, whatever it says', () => {
    const form = { kind: 'form', about: { kind: 'branch', workflow }, short: 'A form' } as const;
    fc.assert(
      fc.property(fc.uniqueArray(field, { selector: ({ kind }) => kind, maxLength: 2, minLength: 1 }), anyText(500), (fields, title) => {
        expectToFit(askedModal({ ...form, asks: { title, fields, submit: 'Send' }, takesFile: false }));
      }),
    );
    fc.assert(
      fc.property(anyText(500), anyText(5_000), anyText(5_000), fc.boolean(), (title, label, hint, takesFile) => {
        expectToFit(askedModal({ ...form, asks: { title, label, hint, submit: 'Send' }, takesFile }));
      }),
    );
  });

  it('opens from every button of every run, fits, and is read without failing', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const state of states)
          for (const action of threadOf(state).flatMap(({ card }) => card.actions)) {
            const pressed = readButton(buttonOf(action, 0));
            if (pressed === null || pressed.kind === 'marked') throw new Error(`The button ${action.label} cannot be read.`);
            if (pressed.kind === 'correct-reading' || pressed.kind === 'leave') continue;
            const opening = openingFor(pressed as OpensForm, state);
            if (opening.kind === 'step')
              for (const { components: shown } of opening.messages) expect(messageProblems({ components: shown, flags: 1 << 15 }, [])).toEqual([]);
            if (opening.kind !== 'modal') continue;
            expectToFit(opening.modal);
            readFields(sentBy(opening.modal));
          }
      }),
      { numRuns: 30 },
    );
  });
});
