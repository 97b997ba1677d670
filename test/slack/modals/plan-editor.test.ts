import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modalFor } from '../../../adapters/slack/modals/open.ts';
import { planEditor } from '../../../adapters/slack/modals/plan-editor.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { phaseId, workstreamId } from '../../../src/engine/ids.ts';
import type { PlanEdit } from '../../../src/engine/input.ts';
import { AGENT_TYPES, type Plan, type Workstream } from '../../../src/engine/plan.ts';
import { applyEdits } from '../../../src/engine/plan-edit.ts';
import { hashPlan } from '../../../src/engine/plan-rules.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import { AUDIT_PLAN, approved, BEN, by, finished, planned } from '../../fixtures/workflow.ts';
import { expectToFit, NAMES, send, stateOf } from './held-form.ts';

function proposed(workflow: Workflow = planned().now()): { readonly workflow: Workflow; readonly proposal: Proposal } {
  if (workflow.proposal === null) throw new Error('no plan');
  return { workflow, proposal: workflow.proposal };
}

function withPlan(plan: Plan): { readonly workflow: Workflow; readonly proposal: Proposal } {
  const { workflow, proposal } = proposed();
  const changed = { ...proposal, plan, hash: hashPlan(plan) };
  return { workflow: { ...workflow, proposal: changed }, proposal: changed };
}

function editsIn(submission: Submission): readonly PlanEdit[] {
  if (submission.kind !== 'submitted' || submission.submitted.kind !== 'edit-plan') throw new Error(`no edits: ${JSON.stringify(submission)}`);
  return submission.submitted.edits;
}

describe('the plan editor', () => {
  it('takes no change for none', () => {
    const { workflow, proposal } = proposed();
    expect(send(planEditor(workflow, proposal, NAMES), {}, { workflow })).toEqual({ kind: 'errors', errors: { 'w0.title': FORM_WORDS.nothingChanged } });
  });

  it('makes an edit of each thing that was changed, and of nothing else', () => {
    const { workflow, proposal } = proposed();
    const view = planEditor(workflow, proposal, NAMES);
    const filled = {
      'w0.title': 'Compare four storage options',
      'w0.agent': 'plan',
      'w1.drop': ['yes'],
      'w2.task': 'Write it.\nIn two parts.',
      'w2.persona': null,
      'w2.skills': ['threat-modelling', 'copywriting'],
      'w2.loop': 'loop',
      'w3.persona': 'growth-marketer',
      'w3.waits': ['1', '3'],
      'p2.gate': 'approve',
    };
    const submission = send(view, filled, { workflow });
    expect(submission).toMatchObject({ submitted: { workflow: workflow.id, baseHash: proposal.hash } });
    expect(editsIn(submission)).toEqual([
      { kind: 'reword', workstream: '1', title: 'Compare four storage options', task: null },
      { kind: 'set-agent', workstream: '1', agent: 'plan' },
      { kind: 'reword', workstream: '3', title: null, task: 'Write it.\nIn two parts.' },
      { kind: 'set-persona', workstream: '3', persona: null },
      { kind: 'set-skills', workstream: '3', skills: ['threat-modelling', 'copywriting'] },
      { kind: 'set-loop', workstream: '3', loop: true },
      { kind: 'set-persona', workstream: '4', persona: 'growth-marketer' },
      { kind: 'set-order', workstream: '4', dependsOn: ['1', '3'] },
      { kind: 'set-gate', phase: 'p3', gate: 'approve' },
      { kind: 'drop', workstream: '2' },
    ]);
  });

  it('lets work wait for what a dropped one waited for, although both were changed at once', () => {
    const { workflow, proposal } = proposed();
    const edits = editsIn(send(planEditor(workflow, proposal, NAMES), { 'w2.drop': ['yes'], 'w3.waits': ['2', '3'] }, { workflow }));
    const edited = applyEdits(proposal.plan, edits);
    expect(edited.kind === 'plan' && edited.plan.workstreams.find(({ id }) => id === '4')?.dependsOn).toEqual(['2', '1']);
  });

  it('says what is wrong with which field, and keeps the rest', () => {
    const { workflow, proposal } = proposed();
    const view = planEditor(workflow, proposal, NAMES);
    expect(send(view, { 'w0.title': '   ', 'w1.task': null }, { workflow })).toEqual({
      kind: 'errors',
      errors: { 'w0.title': FORM_WORDS.needed, 'w1.task': FORM_WORDS.needed },
    });
    // Dropped work needs no title.
    expect(send(view, { 'w0.title': '', 'w0.drop': ['yes'] }, { workflow })).toMatchObject({ kind: 'submitted' });
    expect(send(view, { 'w0.waits': ['4'] }, { workflow })).toEqual({
      kind: 'errors',
      errors: { 'w0.waits': expect.stringContaining('later phase') },
    });
    const all = Object.fromEntries(proposal.plan.workstreams.map((_, position) => [`w${position}.drop`, ['yes']]));
    expect(send(view, all, { workflow })).toEqual({ kind: 'errors', errors: { 'w0.drop': 'The plan has no workstreams.' } });
  });

  it('is refused for a plan that has moved on, also while it was open', () => {
    const run = planned();
    const { workflow, proposal } = proposed(run.now());
    const view = planEditor(workflow, proposal, NAMES);
    const edits = [{ kind: 'set-agent', workstream: workstreamId('1'), agent: 'general' }] as const;
    const later = run.feed({ kind: 'edit-plan', actor: by(BEN), baseHash: null, edits }).now();
    expect(send(view, { 'w0.title': 'Other' }, { workflow: later })).toMatchObject({ kind: 'refused' });
    expect(send(view, { 'w0.title': 'Other' }, { workflow: null })).toMatchObject({ kind: 'refused' });
    const pressed = {
      kind: 'edit-plan',
      workflow: workflow.id,
      decision: [...workflow.decisions.keys()].at(-1) ?? ('' as never),
      planHash: proposal.hash,
    } as const;
    expect(modalFor(pressed, workflow, NAMES).kind).toBe('view');
    for (const state of [later, approved().now(), finished().now()]) expect(modalFor(pressed, state, NAMES).kind).toBe('refused');
  });

  it('never cuts a text: one that does not fit is left out, said so, and stays unless it is written anew', () => {
    const long = 'A sentence of the task. '.repeat(200);
    const plan = { ...AUDIT_PLAN, workstreams: AUDIT_PLAN.workstreams.map((one) => (one.id === '2' ? { ...one, task: long } : one)) };
    const { workflow, proposal } = withPlan(plan);
    const view = planEditor(workflow, proposal, NAMES);
    expectToFit(view);
    expect(JSON.stringify(view)).not.toContain('A sentence of the task');
    expect(JSON.stringify(view)).toContain('It has 4,800 characters, and this field holds 3,000 characters.');
    expect(send(view, {}, { workflow })).toMatchObject({ errors: { 'w0.title': FORM_WORDS.nothingChanged } });
    expect(editsIn(send(view, { 'w1.task:kept': 'Short now.' }, { workflow }))).toEqual([{ kind: 'reword', workstream: '2', title: null, task: 'Short now.' }]);
  });

  it('asks Slack for names while somebody types, once there are many', () => {
    const { workflow, proposal } = proposed();
    const skills = Array.from({ length: 300 }, (_, index) => `skill-${index}`);
    const view = planEditor(workflow, proposal, { personas: skills, skills });
    expectToFit(view);
    expect(JSON.stringify(view)).not.toContain('skill-299');
    const names = { personas: skills, skills };
    expect(editsIn(send(view, { 'w0.skills': ['skill-299'], 'w2.persona': 'skill-7' }, { workflow, names }))).toEqual([
      { kind: 'set-skills', workstream: '1', skills: ['skill-299'] },
      { kind: 'set-persona', workstream: '3', persona: 'skill-7' },
    ]);
    // A persona that was chosen in the plan is there from the start, whether the library has it or not.
    expect(send(view, {}, { workflow, names })).toMatchObject({ errors: { 'w0.title': FORM_WORDS.nothingChanged } });
  });

  it('fits, and brings any plan back as it was wished', () => {
    fc.assert(
      fc.property(anyPlan, names, wishes, (plan, library, wish) => {
        const { workflow, proposal } = withPlan(plan);
        const view = planEditor(workflow, proposal, library);
        expectToFit(view);
        const known = { workflow, names: library };
        expect(send(view, {}, known)).toEqual({ kind: 'errors', errors: { [firstBlock(view)]: FORM_WORDS.nothingChanged } });
        const fields = Object.keys(stateOf(view).values);
        const title = fields.find((name) => name.startsWith('w0.title')) ?? '';
        const submission = send(view, { [title]: wish.title, 'w0.agent': wish.agent }, known);
        const [first] = plan.workstreams;
        const wished = { ...first, title: wish.title.trim(), agent: wish.agent };
        const edits = submission.kind === 'submitted' ? editsIn(submission) : [];
        const edited = applyEdits(plan, edits);
        expect(edited.kind === 'plan' && edited.plan.workstreams[0]).toEqual(wished);
        expect(edited.kind === 'plan' && edited.plan.workstreams.slice(1)).toEqual(plan.workstreams.slice(1));
      }),
      { numRuns: 150 },
    );
  });
});

function firstBlock(view: { readonly blocks: readonly unknown[] }): string {
  return Object.keys(stateOf(view).values)[0] ?? '';
}

const wishes = fc.record({ title: fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== ''), agent: fc.constantFrom(...AGENT_TYPES) });

const name = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/u), fc.string({ unit: fc.constantFrom('a', 'ß', '漢', '9'), minLength: 70, maxLength: 80 }));
const names = fc.record({ personas: fc.uniqueArray(name, { maxLength: 120 }), skills: fc.uniqueArray(name, { maxLength: 120 }) });

const words = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc
        .tuple(fc.string({ minLength: 1, maxLength: 30 }), fc.nat(maxLength))
        .map(([text, length]) => text.repeat(Math.ceil((length + 1) / text.length)).slice(0, length + 1)),
    )
    .map((text) => `${text}x`);

/** Seven at most, in phases, each waiting for some of those before it. */
const anyPlan: fc.Arbitrary<Plan> = fc
  .array(
    fc.record({
      title: words(400),
      task: words(9_000),
      agent: fc.constantFrom(...AGENT_TYPES),
      persona: fc.option(name),
      skills: fc.uniqueArray(name, { maxLength: 10 }),
      check: fc.option(words(4_000)),
      loop: fc.boolean(),
      waits: fc.boolean(),
      opens: fc.boolean(),
      phase: words(300),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts): Plan => {
    const starts = parts.map(({ opens }, index) => index === 0 || opens);
    const phaseAt = parts.map((_, index) => starts.slice(0, index + 1).filter(Boolean).length);
    const workstreams = parts.map((part, index): Workstream => {
      const base = { id: workstreamId(String(index + 1)), title: part.title, task: part.task, agent: part.agent, persona: part.persona, skills: part.skills };
      const dependsOn = part.waits && index > 0 ? [workstreamId(String(index))] : [];
      return {
        ...base,
        dependsOn,
        estimateMinutes: 5,
        output: 'text',
        deliverable: `${index}.md`,
        successCheck: part.check,
        ...(part.loop ? { loop: true } : {}),
      };
    });
    const phases = [...new Set(phaseAt)].map((position) => ({
      id: phaseId(`p${position}`),
      title: parts[phaseAt.indexOf(position)]?.phase ?? '',
      workstreams: workstreams.filter((_, index) => phaseAt[index] === position).map(({ id }) => id),
      persona: null,
      skills: [],
      gate: position % 2 === 0 ? ('approve' as const) : ('none' as const),
      handoff: true,
    }));
    return { v: 1, pattern: 'mixed', reason: 'because', phases, workstreams };
  });
