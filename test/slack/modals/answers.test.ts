import { describe, expect, it } from 'vitest';
import { buttonOf, readButton } from '../../../adapters/slack/blocks/button.ts';
import { LIMITS } from '../../../adapters/slack/limits.ts';
import { modalFor } from '../../../adapters/slack/modals/open.ts';
import { SUGGESTION_IDS, suggestionsFor } from '../../../adapters/slack/modals/suggestions.ts';
import { refusedView, viewBlocks } from '../../../adapters/slack/modals/told-view.ts';
import type { Action } from '../../../src/cards/card.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { helpCard } from '../../../src/cards/help.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import { settingsCard } from '../../../src/cards/settings.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import { personId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/engine/settings.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { approved, CUT_OFF, finished, planned, story } from '../../fixtures/workflow.ts';
import { expectToFit, NAMES, send, stateOf } from './held-form.ts';

function opened(workflow: Workflow, wanted: (does: Action['does']) => boolean) {
  const action = threadOf(workflow)
    .flatMap(({ card }) => card.actions)
    .find(({ does }) => wanted(does));
  if (action === undefined) throw new Error('no such button');
  const { action_id, value } = buttonOf(action, 0);
  const pressed = readButton(action_id, value);
  if (pressed === null || pressed.kind === 'correct-reading') throw new Error('another button');
  return { pressed, opening: modalFor(pressed, workflow, NAMES) };
}

function viewOf(workflow: Workflow, wanted: (does: Action['does']) => boolean) {
  const { opening } = opened(workflow, wanted);
  if (opening.kind !== 'view') throw new Error(opening.kind);
  return opening.view;
}

const answers = (option: string) => (does: Action['does']) => does.kind === 'answer' && does.option === option;

describe('answers that need words', () => {
  const failed = approved().fails('workstream 1', CUT_OFF).now();

  it('a result comes as text or as a file, not as both and not as nothing', () => {
    const view = viewOf(failed, answers('supply'));
    expect(view.title.text).toBe('Supply the result of [1]');
    const decision = [...failed.decisions.keys()].at(-1);
    expect(send(view, { text: '# The result' }, { workflow: failed })).toEqual({
      kind: 'submitted',
      submitted: { kind: 'answer', decision, option: 'supply', text: '# The result', file: null },
    });
    expect(send(view, { file: [{ id: 'F0123456', name: 'result.md' }] }, { workflow: failed })).toMatchObject({ submitted: { text: null, file: 'F0123456' } });
    expect(send(view, {}, { workflow: failed })).toEqual({ kind: 'errors', errors: { text: FORM_WORDS.oneOrTheOther } });
    expect(send(view, { text: 'x', file: [{ id: 'F0123456' }] }, { workflow: failed })).toEqual({ kind: 'errors', errors: { file: FORM_WORDS.oneNotBoth } });
  });

  it('context for a retry is text alone, and longer text has a way in', () => {
    const view = viewOf(failed, answers('retry-with-context'));
    expect(Object.keys(stateOf(view).values)).toEqual(['text']);
    expect(JSON.stringify(view.blocks)).toContain('send it as a message in the thread');
    expect(send(view, { text: 'Only EU.' }, { workflow: failed })).toMatchObject({ submitted: { option: 'retry-with-context', text: 'Only EU.', file: null } });
    expect(send(view, { text: ' \n ' }, { workflow: failed })).toEqual({ kind: 'errors', errors: { text: FORM_WORDS.needed } });
  });

  it('what is too large for an event is said at its field, in letters of several bytes too; a result may be longer', () => {
    const chinese = '漢'.repeat(2_900);
    const errors = { kind: 'errors', errors: { text: expect.stringContaining('8.5 KB') } };
    expect(send(viewOf(failed, answers('retry-with-context')), { text: chinese }, { workflow: failed })).toEqual(errors);
    expect(
      send(
        viewOf(failed, (does) => does.kind === 'add-context'),
        { text: chinese },
        { workflow: failed },
      ),
    ).toEqual(errors);
    expect(send(viewOf(failed, answers('supply')), { text: chinese }, { workflow: failed })).toMatchObject({ kind: 'submitted' });
    const corrected = approved().done('workstream 1').done('workstream 2').done('handoff p1').now();
    const correction = viewOf(corrected, (does) => does.kind === 'correct-handoff');
    expect(send(correction, { decisions: chinese }, { workflow: corrected })).toMatchObject({ errors: { decisions: expect.stringContaining('room for') } });
    expect(send(correction, { decisions: `${'漢'.repeat(1_400)}\n${'漢'.repeat(1_400)}` }, { workflow: corrected })).toMatchObject({ kind: 'submitted' });
    const waiting = planned().now();
    const editor = viewOf(waiting, (does) => does.kind === 'edit-plan');
    expect(send(editor, { 'w1.task': chinese }, { workflow: waiting })).toMatchObject({ errors: { 'w1.task': expect.stringContaining('room for') } });
  });

  it('a pattern is chosen from a list that says all of every choice', () => {
    const workflow = planned().now();
    const view = viewOf(workflow, answers('other-pattern'));
    expect(send(view, { text: 'pipeline' }, { workflow })).toMatchObject({ submitted: { option: 'other-pattern', text: 'pipeline' } });
  });

  it('what a composition lacks is text, never a file of the form', () => {
    const inputs = ['product', 'duties'].map((name) => ({ name, description: `The ${name}`, required: true }));
    const plan = planned().now().proposal?.plan ?? null;
    const composition = { name: 'audit-storage', inputs, given: [] };
    const first = plan?.workstreams[0];
    const asked = story({
      givenPlan:
        plan && first
          ? { ...plan, composition: 'audit-storage', workstreams: [{ ...first, task: 'Compare {{product}} and {{duties}}.' }, ...plan.workstreams.slice(1)] }
          : null,
      composition,
    }).now();
    const view = viewOf(asked, answers('supply'));
    expect(Object.keys(stateOf(view).values)).toEqual(['text']);
    expect(send(view, { text: 'product: forty services' }, { workflow: asked })).toMatchObject({
      submitted: { option: 'supply', text: 'product: forty services' },
    });
  });

  it('nothing to ask means that the desk can be asked at once, which also says what is over', () => {
    const workflow = planned().now();
    const { pressed, opening } = opened(workflow, answers('approve'));
    expect(opening).toEqual({ kind: 'at-once' });
    expect(modalFor(pressed, finished().now(), NAMES)).toEqual({ kind: 'at-once' });
  });
});

describe('steering and correcting', () => {
  it('a handoff is corrected line by line, and an empty field means none', () => {
    const workflow = approved().done('workstream 1').done('workstream 2').done('handoff p1').now();
    const view = viewOf(workflow, (does) => does.kind === 'correct-handoff');
    expect(send(view, { decisions: ' One. \n\nTwo.', openItems: null }, { workflow })).toEqual({
      kind: 'submitted',
      submitted: { kind: 'overrides', workflow: workflow.id, changes: [{ kind: 'correct-handoff', phase: 'p1', decisions: ['One.', 'Two.'], openItems: [] }] },
    });
    expect(
      modalFor({ kind: 'correct-handoff', workflow: workflow.id, phase: workflow.handoffs[0]?.phase ?? ('' as never) }, finished().now(), NAMES).kind,
    ).toBe('refused');
  });

  it('a handoff that is too long for its field stays as it is unless it is written anew', () => {
    const before = approved().done('workstream 1').done('workstream 2').done('handoff p1').now();
    const decisions = Array.from({ length: 30 }, (_, index) => `Decision ${index}: ${'because '.repeat(20)}`.trim());
    const workflow = { ...before, handoffs: before.handoffs.map((handoff) => ({ ...handoff, decisions })) };
    const view = viewOf(workflow, (does) => does.kind === 'correct-handoff');
    expectToFit(view);
    expect(send(view, { openItems: 'One thing.' }, { workflow })).toMatchObject({ submitted: { changes: [{ decisions, openItems: ['One thing.'] }] } });
    expect(send(view, { 'decisions:kept': 'Only this.' }, { workflow })).toMatchObject({ submitted: { changes: [{ decisions: ['Only this.'] }] } });
    expect(send(view, {}, { workflow: null })).toMatchObject({ kind: 'refused' });
  });

  it('a run branches from a step, with words or as it was', () => {
    const workflow = finished().now();
    const view = viewOf(workflow, (does) => does.kind === 'branch');
    expect(view.title.text).toBe('A new run from #12');
    expect(send(view, { workstream: '3' }, { workflow })).toEqual({
      kind: 'submitted',
      submitted: { kind: 'branch', workflow: workflow.id, workstream: '3', change: null },
    });
    expect(send(view, { workstream: '3', text: 'Cheaper.' }, { workflow })).toMatchObject({ submitted: { change: { note: 'Cheaper.', task: null } } });
    expect(send(view, {}, { workflow })).toEqual({ kind: 'errors', errors: { workstream: FORM_WORDS.chooseOne } });
  });
});

describe('a card in place of a form', () => {
  it('fits as a view, with people named as Slack names them and nothing to press', () => {
    const resolved = { values: DEFAULT_SETTINGS, sources: Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, 'default'])) as never };
    const policy = { who: [{ kind: 'person', person: personId('U0123456') }], except: null, needed: 1 } as const;
    const cards = [
      refusalCard({ kind: 'not-allowed', policy }, null),
      settingsCard(resolved),
      helpCard('baton', null),
      ...threadOf(finished().now()).map(({ card }) => card),
    ];
    for (const card of cards) {
      expectToFit(refusedView(card));
      expect(JSON.stringify(viewBlocks(card))).not.toContain('"actions"');
    }
    expect(JSON.stringify(refusedView(refusalCard({ kind: 'not-allowed', policy }, null)).blocks)).toContain('U0123456');
  });
});

describe('suggestions while typing', () => {
  const names = { personas: ['startup-cto', 'cto-advisor', 'writer'], skills: Array.from({ length: 500 }, (_, index) => `skill-${index}`) };
  const offered = (action: string, typed: string) => suggestionsFor(action, typed, names).options.map(({ value }) => value);

  it('offers what fits, what begins with it first, and nobody where that is a choice', () => {
    expect(offered('form:persona', 'CTO ')).toEqual(['cto-advisor', 'startup-cto']);
    expect(offered('form:persona-or-none', '')).toEqual(['-', 'startup-cto', 'cto-advisor', 'writer']);
    expect(offered('form:persona-or-none', 'wri')).toEqual(['writer']);
    expect(offered('form:skills', 'skill-4')).toHaveLength(LIMITS.selectOptions.most);
    expect(offered('form:skills', 'zzz')).toEqual([]);
  });

  it('has nothing for lists that it does not know', () => {
    expect(offered('form:other', '')).toEqual([]);
    expect(SUGGESTION_IDS.test('form:other')).toBe(false);
    for (const id of ['form:persona', 'form:persona-or-none', 'form:skills']) expect(SUGGESTION_IDS.test(id)).toBe(true);
  });
});
