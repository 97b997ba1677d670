import { describe, expect, it } from 'vitest';
import { changeViewFor } from '../../../adapters/slack/modals/open.ts';
import { readViewButton, VIEW_BUTTON_IDS, type ViewPressed, viewButton } from '../../../adapters/slack/modals/view-button.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { phaseId, workstreamId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { elementsIn } from '../../fakes/slack/people/elements.ts';
import { ANA, approved, by, finished, planned } from '../../fixtures/workflow.ts';
import { expectToFit, NAMES, send, stateOf } from './held-form.ts';

const running = () => approved().done('workstream 1').now();

function changeOf(workflow: Workflow, id: string) {
  return changeViewFor({ kind: 'change-workstream', workflow: workflow.id, workstream: workstreamId(id) }, workflow, NAMES);
}

describe('changing a run at work', () => {
  it('offers what has not begun, and each button opens its form', () => {
    const workflow = running();
    const list = changeViewFor({ kind: 'change-list', workflow: workflow.id }, workflow, NAMES);
    expectToFit(list);
    const buttons = elementsIn(list.blocks).map(({ block, element }) => {
      expect(element.action_id).toMatch(VIEW_BUTTON_IDS);
      return [block.text.text, readViewButton(element.action_id, element.value)] as const;
    });
    // 1 is done and 2 runs.
    expect(buttons.map(([label]) => label)).toEqual([
      'Phase 1: Research',
      'Phase 2: Phase 2',
      '[3] Write the migration plan',
      'Phase 3: Review',
      '[4] Review the plan for risk',
    ]);
    for (const [, pressed] of buttons) {
      if (pressed?.kind !== 'change-workstream' && pressed?.kind !== 'change-phase') throw new Error('another button');
      const view = changeViewFor(pressed, workflow, NAMES);
      expectToFit(view);
      expect(view.submit?.text).toBe(FORM_WORDS.change);
      expect(send(view, {}, { workflow })).toMatchObject({
        kind: 'errors',
        errors: { [Object.keys(stateOf(view).values)[0] ?? '']: FORM_WORDS.nothingChanged },
      });
    }
  });

  it('says so where nothing is left to change, or cannot be changed any more', () => {
    const workflow = running();
    for (const view of [
      changeOf(workflow, '1'),
      changeOf(workflow, '2'),
      changeOf(workflow, '9'),
      changeOf(finished().now(), '3'),
      changeOf(planned().now(), '3'),
      changeViewFor({ kind: 'change-phase', workflow: workflow.id, phase: phaseId('p9') }, workflow, NAMES),
    ]) {
      expectToFit(view);
      expect(view.submit).toBeUndefined();
      expect(elementsIn(view.blocks)).toEqual([]);
    }
    expect(JSON.stringify(changeOf(workflow, '1').blocks)).toContain('done already');
  });

  it('sends on only what differs', () => {
    const workflow = running();
    const view = changeOf(workflow, '3');
    const changed = send(view, { agent: 'plan', model: 'claude-haiku-5-5', skills: ['seo-audit'], waits: ['1'] }, { workflow });
    expect(changed).toEqual({
      kind: 'submitted',
      submitted: {
        kind: 'overrides',
        workflow: workflow.id,
        changes: [
          { kind: 'reorder', workstream: '3', dependsOn: ['1'] },
          { kind: 'change', workstream: '3', agent: 'plan', persona: null, skills: ['seo-audit'], model: 'claude-haiku-5-5', task: null },
        ],
      },
    });
    expect(send(view, { task: ' ' }, { workflow })).toEqual({ kind: 'errors', errors: { task: FORM_WORDS.needed } });
    expect(send(view, { task: 'Anew', skip: ['yes'] }, { workflow })).toMatchObject({ submitted: { changes: [{ kind: 'skip', workstream: '3' }] } });
  });

  it('changes a phase as a whole', () => {
    const workflow = running();
    const view = changeViewFor({ kind: 'change-phase', workflow: workflow.id, phase: phaseId('p2') }, workflow, NAMES);
    expect(send(view, { persona: 'security-expert' }, { workflow })).toMatchObject({
      submitted: { changes: [{ kind: 'change-phase', phase: 'p2', persona: 'security-expert', skills: null }] },
    });
    expect(send(view, { skills: ['copywriting'] }, { workflow })).toMatchObject({
      submitted: { changes: [{ kind: 'change-phase', phase: 'p2', persona: null, skills: ['copywriting'] }] },
    });
  });

  it('is refused where the plan has moved on while the form was open', () => {
    const run = approved().done('workstream 1');
    const view = changeOf(run.now(), '3');
    const change = { kind: 'change', workstream: workstreamId('4'), agent: null, persona: null, skills: null, model: null, task: 'Another one.' } as const;
    const later = run.feed({ kind: 'override', actor: by(ANA), change }).now();
    expect(send(view, { agent: 'plan' }, { workflow: later })).toMatchObject({ kind: 'refused', card: { kind: 'refusal' } });
  });
});

describe('buttons inside views', () => {
  it('say what they were made for, and nothing else is read as one', () => {
    const workflow = running();
    const all: readonly ViewPressed[] = [
      { kind: 'change-list', workflow: workflow.id },
      { kind: 'settings', channel: null },
      { kind: 'settings-group', channel: null, group: 'work' },
    ];
    for (const pressed of all) {
      const { action_id = '', value } = viewButton('Open', pressed);
      expect(readViewButton(action_id, value)).toEqual(pressed);
      expect(readViewButton('form:other', value)).toBeNull();
      expect(readViewButton(action_id, `${value} `.repeat(2_000))).toBeNull();
    }
    for (const value of [null, undefined, '', '{', '[]', '{"v":2,"kind":"settings","channel":null}', '{"v":1,"kind":"change-list"}'])
      expect(readViewButton('form:settings', value)).toBeNull();
    expect(readViewButton('form:settings', viewButton('Open', { kind: 'change-list', workflow: workflow.id }).value)).toBeNull();
  });
});
