import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buttonOf, readButton } from '../../../adapters/slack/blocks/button.ts';
import { askedView } from '../../../adapters/slack/modals/asked-form.ts';
import { readForm } from '../../../adapters/slack/modals/form.ts';
import { modalFor, type OpensForm } from '../../../adapters/slack/modals/open.ts';
import type { Action, Field } from '../../../src/cards/card.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { workflowId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { randomRun } from '../../fixtures/random-run.ts';
import { expectToFit, NAMES, send, stateOf } from './held-form.ts';

const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.nat(maxLength))
      .map(([text, length]) => text.repeat(Math.ceil(length / text.length)).slice(0, length)),
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
    choices: fc
      .uniqueArray(fc.record({ value: fc.string({ minLength: 1, maxLength: 200 }), label: anyText(300) }), {
        selector: ({ value }) => value,
        minLength: 1,
        maxLength: 250,
      })
      .map((choices) => choices),
  }),
);

const BRANCH = { kind: 'form', about: { kind: 'branch', workflow: workflowId('0199') }, short: 'A new run' } as const;

describe('forms that cards ask for', () => {
  it('stay within what Slack takes, whatever they say', () => {
    fc.assert(
      fc.property(anyText(300), anyText(300), fc.uniqueArray(field, { selector: ({ name }) => name, minLength: 1, maxLength: 2 }), (title, submit, fields) => {
        expectToFit(askedView({ ...BRANCH, asks: { title, submit, fields }, takesFile: false }));
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(anyText(300), anyText(5_000), anyText(5_000), anyText(300), fc.boolean(), (title, label, hint, submit, takesFile) => {
        const about = { kind: 'add-context', workflow: workflowId('0199') } as const;
        expectToFit(askedView({ kind: 'form', about, short: 'Add context', asks: { title, label, hint, submit }, takesFile }));
      }),
      { numRuns: 200 },
    );
  });

  it('say whole what a field, a list or a title cannot hold', () => {
    const long = `${'A very long question about everything. '.repeat(80)}End of it.`;
    const view = askedView({
      ...BRANCH,
      asks: {
        title: 'A title of more than twenty-four characters',
        submit: 'S',
        fields: [{ kind: 'text', name: 'text', label: long, hint: long, value: '', required: true }],
      },
      takesFile: false,
    });
    const shown = JSON.stringify(view.blocks);
    expect(shown).toContain('A title of more than twenty-four characters');
    expect(shown.match(/End of it\./gu)).toHaveLength(2);
    expect(view.title.text).toBe('A new run');
  });

  it('open from any button of any run, fit, carry nothing but ids, and bring back what was filled in', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const workflow of states) for (const action of actionsOf(workflow)) tryOut(workflow, action);
      }),
      { numRuns: 60 },
    );
  });
});

function actionsOf(workflow: Workflow): readonly Action[] {
  return threadOf(workflow).flatMap(({ card }) => card.actions);
}

function tryOut(workflow: Workflow, action: Action): void {
  const encoded = buttonOf(action, 0);
  const pressed = readButton(encoded.action_id, encoded.value);
  if (pressed === null || !isOpening(pressed)) throw new Error(`not readable: ${encoded.value}`);
  const opening = modalFor(pressed, workflow, NAMES);
  const asks = 'asks' in action.does ? action.does.asks : null;
  expect(opening.kind).toBe(asks !== null || action.does.kind === 'edit-plan' || action.does.kind === 'change' ? 'view' : 'at-once');
  if (opening.kind !== 'view') return;
  const { view } = opening;
  expectToFit(view);
  expect(view.private_metadata).toMatch(/^[\w{}":,.-]{1,600}$/u);
  if (action.does.kind === 'change') return;
  const form = readForm(view.private_metadata ?? '');
  expect(form?.kind).toBe(action.does.kind);
  if (asks === null) return;
  if ('fields' in asks) {
    for (const { name } of asks.fields) expect(Object.keys(stateOf(view).values).some((block) => block.startsWith(name))).toBe(true);
  } else {
    expect(send(view, {}, { workflow })).toMatchObject({ kind: 'errors' });
    const written = send(view, { text: '  Only the European ones.\n' }, { workflow });
    expect(JSON.stringify(written)).toContain('"Only the European ones."');
    expect(written.kind).toBe('submitted');
  }
}

function isOpening(pressed: { readonly kind: string }): pressed is OpensForm {
  return pressed.kind !== 'correct-reading';
}
