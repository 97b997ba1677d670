import { describe, expect, it } from 'vitest';
import { buttonOf, readButton } from '../../../adapters/discord/components/button.ts';
import { readForm } from '../../../adapters/discord/modals/form.ts';
import type { Modal } from '../../../adapters/discord/modals/modal.ts';
import { notTaken } from '../../../adapters/discord/modals/not-taken.ts';
import { type OpensForm, openingFor } from '../../../adapters/discord/modals/open.ts';
import { openAgain } from '../../../adapters/discord/modals/open-again.ts';
import { readFields } from '../../../adapters/discord/modals/read-fields.ts';
import type { Action } from '../../../src/cards/card.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { threadOf } from '../../../src/cards/thread.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { messageProblems } from '../../fakes/discord/limits/message.ts';
import { mentionable } from '../../fakes/discord/world/mentions.ts';
import { approved, CUT_OFF, finished, planned } from '../../fixtures/workflow.ts';
import { expectToFit, NAMES, namesIn, send, sentBy, toldIn } from './held-form.ts';

function pressedOn(workflow: Workflow, wanted: (does: Action['does']) => boolean): OpensForm {
  const action = threadOf(workflow)
    .flatMap(({ card }) => card.actions)
    .find(({ does }) => wanted(does));
  const pressed = action ? readButton(buttonOf(action, 0)) : null;
  if (pressed === null || pressed.kind === 'correct-reading' || pressed.kind === 'marked' || pressed.kind === 'leave') throw new Error('no such button');
  return pressed;
}

function modalOf(workflow: Workflow, wanted: (does: Action['does']) => boolean): Modal {
  const opening = openingFor(pressedOn(workflow, wanted), workflow);
  if (opening.kind !== 'modal') throw new Error(opening.kind);
  expectToFit(opening.modal);
  return opening.modal;
}

const answers = (option: string) => (does: Action['does']) => does.kind === 'answer' && does.option === option;
const failed = approved().fails('workstream 1', CUT_OFF).now();

describe('answers that need words', () => {
  it('a result comes as text or as a file, not as both and not as nothing', () => {
    const modal = modalOf(failed, answers('supply'));
    expect(modal.title).toBe('Supply the result of [1]');
    const decision = [...failed.decisions.keys()].at(-1);
    expect(send(modal, { text: '# The result' }, {})).toEqual({
      kind: 'submitted',
      submitted: { kind: 'answer', decision, option: 'supply', text: '# The result', file: null },
    });
    expect(send(modal, { file: ['100000000000000009'] }, {})).toMatchObject({ submitted: { text: null, file: '100000000000000009' } });
    expect(send(modal, {}, {})).toEqual({ kind: 'errors', errors: { text: FORM_WORDS.oneOrTheOther } });
    expect(send(modal, { text: 'x', file: ['100000000000000009'] }, {})).toEqual({ kind: 'errors', errors: { file: FORM_WORDS.oneNotBoth } });
  });

  it('context for a retry is text alone, and longer text has a way in', () => {
    const modal = modalOf(failed, answers('retry-with-context'));
    expect(namesIn(modal)).toEqual(['text']);
    expect(JSON.stringify(modal)).toContain('send it as a message in the thread');
    expect(send(modal, { text: 'Only EU.' }, {})).toMatchObject({ submitted: { option: 'retry-with-context', text: 'Only EU.', file: null } });
    expect(send(modal, { text: ' \n ' }, {})).toEqual({ kind: 'errors', errors: { text: FORM_WORDS.needed } });
    expect(send(modal, { text: '漢'.repeat(2_900) }, {})).toEqual({ kind: 'errors', errors: { text: expect.stringContaining('8.5 KB') } });
  });

  it('a pattern is chosen from a list, whose hint stands above it whole', () => {
    const modal = modalOf(planned().now(), answers('other-pattern'));
    expect(toldIn(modal)).toContain('This plan, and the votes for it, no longer count.');
    expect(send(modal, { text: ['pipeline'] }, {})).toMatchObject({ submitted: { option: 'other-pattern', text: 'pipeline' } });
  });

  it('nothing to ask means that the desk can be asked at once, which also says what is over', () => {
    const workflow = planned().now();
    const pressed = pressedOn(workflow, answers('approve'));
    expect(openingFor(pressed, workflow)).toEqual({ kind: 'at-once' });
    expect(openingFor(pressed, finished().now())).toEqual({ kind: 'at-once' });
  });
});

describe('steering and correcting', () => {
  const running = approved().done('workstream 1').done('workstream 2').done('handoff p1').now();

  it('a run is stopped only after a second yes, which only that person sees', () => {
    const pressed = pressedOn(running, (does) => does.kind === 'override' && does.change === 'cancel');
    const opening = openingFor(pressed, running);
    if (opening.kind !== 'step') throw new Error(opening.kind);
    const [message, ...others] = opening.messages;
    expect(others).toEqual([]);
    expect(messageProblems({ components: message?.components, flags: 1 << 15 }, [])).toEqual([]);
    expect(mentionable('', message?.components ?? [])).toContain('Stop this run?');
    const ids = [...JSON.stringify(message).matchAll(/"custom_id":"([^"]+)"/gu)].map(([, id = '']) => readButton(id));
    expect(ids).toEqual([{ ...pressed, sure: true }, { kind: 'leave' }]);
    expect(openingFor({ ...pressed, sure: true } as OpensForm, running)).toEqual({ kind: 'at-once' });
    const pause = pressedOn(running, (does) => does.kind === 'override' && does.change === 'pause');
    expect(openingFor(pause, running)).toEqual({ kind: 'at-once' });
  });

  it('context is added to a run at work, and to none that is over', () => {
    const modal = modalOf(running, (does) => does.kind === 'add-context');
    expect(send(modal, { text: 'EU only.' }, {})).toEqual({
      kind: 'submitted',
      submitted: { kind: 'overrides', workflow: running.id, changes: [{ kind: 'add-context', workstream: null, text: 'EU only.' }] },
    });
    expect(openingFor({ kind: 'add-context', workflow: running.id }, finished().now()).kind).toBe('refused');
  });

  it('a handoff is corrected line by line, and an empty field means none', () => {
    const modal = modalOf(running, (does) => does.kind === 'correct-handoff');
    expect(send(modal, { decisions: ' One. \n\nTwo.', openItems: null }, { workflow: running })).toEqual({
      kind: 'submitted',
      submitted: { kind: 'overrides', workflow: running.id, changes: [{ kind: 'correct-handoff', phase: 'p1', decisions: ['One.', 'Two.'], openItems: [] }] },
    });
  });

  it('a handoff that is too long for its field stays as it is unless it is written anew', () => {
    const decisions = Array.from({ length: 30 }, (_, index) => `Decision ${index}: ${'because '.repeat(20)}`.trim());
    const workflow = { ...running, handoffs: running.handoffs.map((handoff) => ({ ...handoff, decisions })) };
    const modal = modalOf(workflow, (does) => does.kind === 'correct-handoff');
    expect(toldIn(modal)).toContain('Left empty it stays as it is');
    expect(send(modal, { openItems: 'One thing.' }, { workflow })).toMatchObject({ submitted: { changes: [{ decisions, openItems: ['One thing.'] }] } });
    expect(send(modal, { 'decisions:kept': 'Only this.' }, { workflow })).toMatchObject({ submitted: { changes: [{ decisions: ['Only this.'] }] } });
    expect(send(modal, {}, {})).toMatchObject({ kind: 'refused' });
  });

  it('a run branches from a step, with words or as it was', () => {
    const workflow = finished().now();
    const modal = modalOf(workflow, (does) => does.kind === 'branch');
    expect(modal.title).toBe('A new run from #12');
    expect(send(modal, { workstream: ['3'] }, {})).toEqual({
      kind: 'submitted',
      submitted: { kind: 'branch', workflow: workflow.id, workstream: '3', change: null },
    });
    expect(send(modal, { workstream: ['3'], text: 'Cheaper.' }, {})).toMatchObject({ submitted: { change: { note: 'Cheaper.', task: null } } });
    expect(send(modal, {}, {})).toEqual({ kind: 'errors', errors: { workstream: FORM_WORDS.chooseOne } });
  });
});

describe('a form that was not taken', () => {
  it('gives back what was written, as it was written, with a button that opens it again', () => {
    const modal = modalOf(failed, answers('retry-with-context'));
    const form = readForm(modal.custom_id);
    if (form === null) throw new Error('no form');
    const text = `# Mine\n\`\`\`\n@everyone\n\`\`\`\n${'words '.repeat(600)}`;
    const messages = notTaken(form, { text: 'That is too long.' }, readFields(sentBy(modal, { text })));
    for (const { components, notify } of messages) {
      expect(messageProblems({ components, flags: 1 << 15 }, [])).toEqual([]);
      expect(notify).toEqual({ users: [], roles: [] });
    }
    const said = messages.map(({ components }) => mentionable('', components)).join('\n');
    expect(said).toContain('That is too long.');
    expect(said).toContain('# Mine');
    expect(said).not.toContain('@everyone');
    expect(said.match(/words /gu)?.length).toBeGreaterThanOrEqual(599);
    const again = /"custom_id":"(r1[^"]+)"/u.exec(JSON.stringify(messages.at(-1)))?.[1] ?? '';
    expect(again).toBe(`r1${modal.custom_id}`);
    expect(openAgain(form, { workflow: failed, names: NAMES, settings: null })).toEqual({ kind: 'modal', modal });
    expect(openAgain(form, { workflow: null, names: NAMES, settings: null })).toBeNull();
  });
});
