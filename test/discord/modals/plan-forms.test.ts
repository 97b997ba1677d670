import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../../adapters/discord/modals/form.ts';
import type { Modal } from '../../../adapters/discord/modals/modal.ts';
import { openingFor } from '../../../adapters/discord/modals/open.ts';
import { openPicked, type PickedOfRun } from '../../../adapters/discord/modals/open-picked.ts';
import { readStep } from '../../../adapters/discord/modals/step.ts';
import { plain } from '../../../src/cards/clean-text.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { decisionId, workstreamId } from '../../../src/engine/ids.ts';
import type { PlanEdit } from '../../../src/engine/input.ts';
import { AGENT_TYPES, type Plan, type Workstream } from '../../../src/engine/plan.ts';
import { hashPlan } from '../../../src/engine/plan-rules.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { LibraryNames } from '../../../src/forms/library-names.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import { messageProblems } from '../../fakes/discord/limits/message.ts';
import { ANA, approved, BEN, by, finished, planned } from '../../fixtures/workflow.ts';
import { expectToFit, MANY_NAMES, NAMES, namesIn, send, toldIn } from './held-form.ts';

/** The list from which somebody chooses, and what each entry of it opens. */
function parts(workflow: Workflow, kind: 'edit-plan' | 'change', names: LibraryNames = NAMES): ReadonlyMap<string, Modal> {
  const { id, proposal } = workflow;
  const pressed =
    kind === 'change' ? ({ kind, workflow: id } as const) : ({ kind, workflow: id, decision: decisionId(`${id}-d1`), planHash: proposal?.hash ?? '' } as const);
  const opening = openingFor(pressed, workflow);
  if (opening.kind !== 'step') throw new Error(opening.kind);
  for (const { components } of opening.messages) expect(messageProblems({ components, flags: 1 << 15 }, [])).toEqual([]);
  const lists = [...JSON.stringify(opening.messages).matchAll(/"type":3,"custom_id":"([^"]+)".*?"options":(\[.*?\])\}/gu)];
  return new Map(
    lists.flatMap(([, customId = '', options = '[]']) =>
      JSON.parse(options).map(({ value }: { value: string }) => {
        const picked = readStep(customId, value);
        if (picked === null || picked.kind === 'settings' || picked.kind === 'all-settings') throw new Error(value);
        const form = openPicked(picked, workflow, names);
        if (form.kind !== 'modal') throw new Error(form.kind);
        expectToFit(form.modal);
        return [value, form.modal];
      }),
    ),
  );
}

function at(modals: ReadonlyMap<string, Modal>, value: string): Modal {
  const modal = modals.get(value);
  if (modal === undefined) throw new Error(`No ${value}; there is ${[...modals.keys()].join(', ')}`);
  return modal;
}

function withPlan(plan: Plan): Workflow {
  const workflow = planned().now();
  if (workflow.proposal === null) throw new Error('no plan');
  return { ...workflow, proposal: { ...workflow.proposal, plan, hash: hashPlan(plan) } };
}

function editsIn(submission: Submission): readonly PlanEdit[] {
  if (submission.kind !== 'submitted' || submission.submitted.kind !== 'edit-plan') throw new Error(`no edits: ${JSON.stringify(submission)}`);
  return submission.submitted.edits;
}

describe('the plan editor', () => {
  const workflow = planned().now();
  const modals = parts(workflow, 'edit-plan');

  it('offers two halves of each workstream, and the gates', () => {
    expect([...modals.keys()]).toEqual(['words.0', 'order.0', 'words.1', 'order.1', 'words.2', 'order.2', 'words.3', 'order.3', 'phase.1']);
    expect(namesIn(at(modals, 'words.2'))).toEqual(['w2.title', 'w2.task', 'w2.agent', 'w2.loop']);
    expect(namesIn(at(modals, 'order.2'))).toEqual(['w2.persona', 'w2.skills', 'w2.waits', 'w2.drop']);
    expect(namesIn(at(modals, 'phase.1'))).toEqual(['p1.gate', 'p2.gate']);
  });

  it('takes no change for none', () => {
    for (const modal of modals.values())
      expect(send(modal, {}, { workflow })).toEqual({ kind: 'errors', errors: { [namesIn(modal)[0] ?? '']: FORM_WORDS.nothingChanged } });
  });

  it('makes an edit of each thing that was changed, and of nothing else', () => {
    const submission = send(
      at(modals, 'words.2'),
      { 'w2.title': 'Write a plan', 'w2.task': 'Write it.\nIn two parts.', 'w2.agent': ['plan'], 'w2.loop': ['loop'] },
      { workflow },
    );
    expect(submission).toMatchObject({ submitted: { workflow: workflow.id, baseHash: workflow.proposal?.hash } });
    expect(editsIn(submission)).toEqual([
      { kind: 'reword', workstream: '3', title: 'Write a plan', task: 'Write it.\nIn two parts.' },
      { kind: 'set-agent', workstream: '3', agent: 'plan' },
      { kind: 'set-loop', workstream: '3', loop: true },
    ]);
    const order = { 'w3.persona': ['growth-marketer'], 'w3.skills': ['seo-audit'], 'w3.waits': ['3', '1'] };
    expect(editsIn(send(at(modals, 'order.3'), order, { workflow }))).toEqual([
      { kind: 'set-persona', workstream: '4', persona: 'growth-marketer' },
      { kind: 'set-skills', workstream: '4', skills: ['seo-audit'] },
      { kind: 'set-order', workstream: '4', dependsOn: ['3', '1'] },
    ]);
    expect(editsIn(send(at(modals, 'order.2'), { 'w2.persona': ['-'] }, { workflow }))).toEqual([{ kind: 'set-persona', workstream: '3', persona: null }]);
    expect(editsIn(send(at(modals, 'order.1'), { 'w1.drop': true }, { workflow }))).toEqual([{ kind: 'drop', workstream: '2' }]);
    expect(editsIn(send(at(modals, 'phase.1'), { 'p2.gate': ['approve'] }, { workflow }))).toEqual([{ kind: 'set-gate', phase: 'p3', gate: 'approve' }]);
  });

  it('says what is wrong with which field', () => {
    expect(send(at(modals, 'words.0'), { 'w0.title': '  ', 'w0.task': '' }, { workflow })).toEqual({
      kind: 'errors',
      errors: { 'w0.title': FORM_WORDS.needed, 'w0.task': FORM_WORDS.needed },
    });
    expect(send(at(modals, 'order.0'), { 'w0.waits': ['4'] }, { workflow })).toEqual({
      kind: 'errors',
      errors: { 'w0.waits': expect.stringContaining('later phase') },
    });
  });

  it('lets names be typed where the library has more of them than a list takes', () => {
    const many = parts(workflow, 'edit-plan', MANY_NAMES);
    expect(JSON.stringify(at(many, 'order.3'))).toContain('/baton personas lists all 33 names.');
    const typed = { 'w3.persona': 'persona-7', 'w3.skills': 'skill-2, seo-audit,, skill-2' };
    expect(editsIn(send(at(many, 'order.3'), typed, { workflow, names: MANY_NAMES }))).toEqual([
      { kind: 'set-persona', workstream: '4', persona: 'persona-7' },
      { kind: 'set-skills', workstream: '4', skills: ['skill-2', 'seo-audit'] },
    ]);
    expect(editsIn(send(at(many, 'order.3'), { 'w3.persona': '' }, { workflow, names: MANY_NAMES }))).toEqual([
      { kind: 'set-persona', workstream: '4', persona: null },
    ]);
  });

  it('is refused for a plan that has moved on, also while it was open', () => {
    const edits = [{ kind: 'set-agent', workstream: workstreamId('1'), agent: 'general' }] as const;
    const later = planned()
      .feed({ kind: 'edit-plan', actor: by(BEN), baseHash: null, edits })
      .now();
    const modal = at(modals, 'words.0');
    expect(send(modal, { 'w0.title': 'Other' }, { workflow: later })).toMatchObject({ kind: 'refused' });
    expect(send(modal, { 'w0.title': 'Other' }, { workflow: null })).toMatchObject({ kind: 'refused' });
    const picked: PickedOfRun = { kind: 'edit-work', workflow: workflow.id, hash: workflow.proposal?.hash ?? '', position: 0, part: 'words' };
    expect(openPicked(picked, later, NAMES)).toMatchObject({ kind: 'refused' });
    expect(openPicked(picked, finished().now(), NAMES)).toMatchObject({ kind: 'refused' });
    expect(openPicked({ ...picked, position: 40 }, workflow, NAMES)).toMatchObject({ kind: 'refused' });
    const pressed = { kind: 'edit-plan', workflow: workflow.id, decision: decisionId(`${workflow.id}-d1`), planHash: picked.hash } as const;
    expect(openingFor(pressed, later).kind).toBe('refused');
  });

  it('fits whatever the plan says, and takes what stands in it for no change', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc.constant('漢字 '.repeat(2_000)),
    );
    const said = text.filter((one) => plain(one).trim() !== '');
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,99}$/u);
    const work = fc.record({
      title: said,
      task: said,
      persona: fc.option(name),
      skills: fc.uniqueArray(name, { maxLength: 30 }),
      check: fc.option(said),
      agent: fc.constantFrom(...AGENT_TYPES),
    });
    fc.assert(
      fc.property(fc.array(work, { minLength: 7, maxLength: 7 }), (works) => {
        const workstreams = works.map(
          ({ check, ...one }, index): Workstream => ({
            ...one,
            id: workstreamId(String(index + 1)),
            dependsOn: index === 0 ? [] : [workstreamId(String(index))],
            estimateMinutes: 4,
            output: 'text',
            deliverable: 'x.md',
            successCheck: check,
          }),
        );
        const phases = workstreams.map(({ id, title }, index) => ({
          id: `p${index + 1}` as never,
          title,
          workstreams: [id],
          persona: null,
          skills: [],
          gate: 'none' as const,
          handoff: true,
        }));
        const plan: Plan = { v: 1, pattern: 'mixed', reason: 'r', phases, workstreams };
        const run = withPlan(plan);
        const all = parts(run, 'edit-plan');
        expect(all.size).toBe(16);
        for (const modal of all.values())
          expect(send(modal, {}, { workflow: run })).toMatchObject({ kind: 'errors', errors: { [namesIn(modal)[0] ?? '']: FORM_WORDS.nothingChanged } });
      }),
      { numRuns: 40 },
    );
  });
});

describe('changing a run at work', () => {
  const run = approved().done('workstream 1');
  const workflow = run.now();
  const modals = parts(workflow, 'change');

  it('offers what has not begun', () => {
    expect([...modals.keys()]).toEqual(['words.2', 'order.2', 'words.3', 'order.3', 'phase.0', 'phase.1', 'phase.2']);
    const hash = workflow.proposal?.hash ?? '';
    const done: Form & PickedOfRun = { kind: 'change-work', workflow: workflow.id, hash, position: 0, part: 'words' };
    expect(openPicked(done, workflow, NAMES)).toMatchObject({ kind: 'refused' });
    expect(openingFor({ kind: 'change', workflow: workflow.id }, finished().now()).kind).toBe('refused');
  });

  it('sends on only what differs', () => {
    expect(send(at(modals, 'words.2'), { agent: ['plan'], model: ['claude-haiku-5-5'] }, { workflow })).toEqual({
      kind: 'submitted',
      submitted: {
        kind: 'overrides',
        workflow: workflow.id,
        changes: [{ kind: 'change', workstream: '3', agent: 'plan', persona: null, skills: null, model: 'claude-haiku-5-5', task: null }],
      },
    });
    expect(send(at(modals, 'order.2'), { skills: ['seo-audit'], waits: ['1'] }, { workflow })).toMatchObject({
      submitted: {
        changes: [
          { kind: 'reorder', workstream: '3', dependsOn: ['1'] },
          { kind: 'change', skills: ['seo-audit'] },
        ],
      },
    });
    expect(send(at(modals, 'words.2'), { task: ' ' }, { workflow })).toEqual({ kind: 'errors', errors: { task: FORM_WORDS.needed } });
    expect(send(at(modals, 'words.2'), { task: 'Anew', skip: true }, { workflow })).toMatchObject({
      submitted: { changes: [{ kind: 'skip', workstream: '3' }] },
    });
    for (const modal of modals.values()) expect(send(modal, {}, { workflow })).toMatchObject({ kind: 'errors' });
  });

  it('changes a phase as a whole', () => {
    const phase = at(modals, 'phase.1');
    expect(toldIn(phase)).toContain(FORM_WORDS.wholePhaseHint);
    expect(send(phase, { persona: ['security-expert'] }, { workflow })).toMatchObject({
      submitted: { changes: [{ kind: 'change-phase', phase: 'p2', persona: 'security-expert', skills: null }] },
    });
  });

  it('is refused where the plan has moved on while the form was open', () => {
    const change = { kind: 'change', workstream: workstreamId('4'), agent: null, persona: null, skills: null, model: null, task: 'Another one.' } as const;
    const later = approved()
      .done('workstream 1')
      .feed({ kind: 'override', actor: by(ANA), change })
      .now();
    expect(send(at(modals, 'words.2'), { agent: ['plan'] }, { workflow: later })).toMatchObject({ kind: 'refused', card: { kind: 'refusal' } });
  });
});
