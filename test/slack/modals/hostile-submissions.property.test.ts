import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Form, readForm, writeForm } from '../../../adapters/slack/modals/form.ts';
import { readSubmission } from '../../../adapters/slack/modals/submitted.ts';
import { refusedErrors } from '../../../adapters/slack/modals/told-view.ts';
import { refusalCard } from '../../../src/cards/refusal.ts';
import { channelId, decisionId, phaseId, workflowId, workstreamId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/engine/settings.ts';
import { approved, planned } from '../../fixtures/workflow.ts';
import { NAMES } from './held-form.ts';

const WAITING = planned().now();
const RUNNING = approved().done('workstream 1').done('workstream 2').done('handoff p1').now();
const SETTINGS = { values: DEFAULT_SETTINGS, sources: Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, 'default'])) as never };

const workflow = workflowId('0199-workflow');
const hash = (RUNNING.proposal ?? WAITING.proposal)?.hash ?? '';
const FORMS: readonly Form[] = [
  { v: 1, kind: 'answer', decision: decisionId('0199-workflow-d1'), option: 'supply' },
  { v: 1, kind: 'answer', decision: decisionId('0199-workflow-d1'), option: 'no-such-option' },
  { v: 1, kind: 'add-context', workflow },
  { v: 1, kind: 'correct-handoff', workflow, phase: phaseId('p1') },
  { v: 1, kind: 'correct-handoff', workflow, phase: phaseId('p9') },
  { v: 1, kind: 'branch', workflow },
  { v: 1, kind: 'edit-plan', workflow, hash },
  { v: 1, kind: 'edit-plan', workflow, hash: 'another' },
  { v: 1, kind: 'change', workflow, workstream: workstreamId('3'), hash },
  { v: 1, kind: 'change', workflow, workstream: workstreamId('__proto__'), hash },
  { v: 1, kind: 'change-phase', workflow, phase: phaseId('p2'), hash },
  { v: 1, kind: 'settings', channel: null, group: 'work', seen: 'x' },
  { v: 1, kind: 'settings', channel: channelId('C1'), group: 'constructor', seen: 'x' },
  { v: 1, kind: 'told' },
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
const option = fc.record({ value: fc.oneof(text, fc.integer()), text: fc.anything() }, { requiredKeys: [] });
const TYPES = [
  'plain_text_input',
  'static_select',
  'external_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'checkboxes',
  'file_input',
];
const value = fc.oneof(
  fc.anything(),
  fc.record(
    {
      type: fc.oneof(text, fc.constantFrom(...TYPES)),
      value: fc.oneof(text, fc.constant(null), fc.integer()),
      selected_option: fc.oneof(option, fc.constant(null)),
      selected_options: fc.oneof(fc.array(option, { maxLength: 4 }), fc.constant(null)),
      selected_users: fc.array(text, { maxLength: 3 }),
      files: fc.array(fc.record({ id: text }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
);
const state = fc.oneof(
  fc.anything(),
  fc.record({ values: fc.anything() }),
  fc.record({
    values: fc.dictionary(
      fc.constantFrom(...FIELDS, ...OTHERS),
      fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom('field', 'form:skills', '__proto__'), value, { maxKeys: 2 })),
    ),
  }),
);

describe('what comes back with a form', () => {
  it('is taken, refused or answered with what is wrong, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), state, fc.constantFrom(WAITING, RUNNING, null), fc.boolean(), (form, filled, run, withSettings) => {
        const submission = readSubmission(form, filled, { workflow: run, names: NAMES, settings: withSettings ? SETTINGS : null });
        expect(['submitted', 'errors', 'refused']).toContain(submission.kind);
        if (submission.kind !== 'errors') return;
        const errors = Object.entries(submission.errors);
        expect(errors.length).toBeGreaterThan(0);
        for (const [, why] of errors) expect(why.trim()).not.toBe('');
      }),
      { numRuns: 5_000 },
    );
  });

  it('goes nowhere else than the form says: no field names a run, a decision or a phase', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), state, (form, filled) => {
        const submission = readSubmission(form, filled, { workflow: RUNNING, names: NAMES, settings: SETTINGS });
        if (submission.kind !== 'submitted' || submission.submitted.kind === 'nothing') return;
        const { submitted } = submission;
        if (submitted.kind === 'answer') expect(submitted.decision).toBe(form.kind === 'answer' && form.decision);
        else if (submitted.kind === 'settings') expect(submitted.channel).toBe(form.kind === 'settings' && form.channel);
        else expect(submitted.workflow).toBe(workflow);
      }),
      { numRuns: 2_000 },
    );
  });

  it('can show what the desk refused beside whatever field there is', () => {
    const card = refusalCard({ kind: 'workflow-ended' }, null);
    fc.assert(
      fc.property(state, (filled) => {
        const errors = refusedErrors(card, filled);
        if (errors !== null) expect(Object.values(errors)).toEqual(['This run is over. A new request starts a new one.']);
      }),
      { numRuns: 1_000 },
    );
    expect(
      refusedErrors(card, { values: { file: { field: { type: 'file_input' } }, text: { field: { type: 'plain_text_input', value: null } } } }),
    ).toHaveProperty('text');
    expect(refusedErrors(card, { values: {} })).toBeNull();
  });
});

describe('what a form is about', () => {
  it('comes back as it was written', () => {
    for (const form of FORMS) {
      const written = writeForm(form);
      expect(written.length).toBeLessThan(3_000);
      expect(readForm(written)).toEqual(form);
    }
  });

  it('is not read from anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ v: fc.constantFrom(1, 2), kind: fc.constantFrom('answer', 'told', 'branch'), workflow: text }).map((one) => JSON.stringify(one)),
        ),
        (metadata) => {
          const form = readForm(metadata);
          if (form !== null) expect(readForm(writeForm(form))).toEqual(form);
        },
      ),
    );
    const ids = ['', 'a b', '<!channel>', 'x'.repeat(200), '../..', 'w\n', "'; drop table events; --"];
    for (const id of ids) {
      expect(readForm(JSON.stringify({ v: 1, kind: 'branch', workflow: id }))).toBeNull();
      expect(readForm(JSON.stringify({ v: 1, kind: 'answer', decision: id, option: 'supply' }))).toBeNull();
      expect(readForm(JSON.stringify({ v: 1, kind: 'settings', channel: id, group: 'work', seen: 'x' }))).toBeNull();
    }
    expect(readForm('{"v":1,"kind":"branch","workflow":"w","more":"x"}')).toBeNull();
    expect(readForm('{"v":2,"kind":"branch","workflow":"w"}')).toBeNull();
  });
});
