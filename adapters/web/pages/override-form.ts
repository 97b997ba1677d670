/** Forms that override or branch, as what the JSON API takes: empty fields are left as they were, lists have an item a line. */
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { changeTowards, otherNames } from '../../../src/engine/wanted-plan.ts';
import type { OverrideAsk } from '../../../src/ports/desk.ts';
import type { PostedForm } from '../files/form.ts';
import { badInput } from '../problem.ts';

export function overrideFields(form: PostedForm): Readonly<Record<string, unknown>> {
  const kind = form.text('kind');
  switch (kind) {
    case 'correct-handoff':
      return { kind, phase: form.text('phase'), decisions: lines(form.text('decisions')), openItems: lines(form.text('openItems')) };
    case 'change':
      return {
        kind,
        workstream: form.text('workstream'),
        agent: filled(form.text('agent')),
        persona: filled(form.text('persona')),
        skills: names(form.text('skills')),
        model: filled(form.text('model')),
        task: filled(form.text('task')),
      };
    case 'change-phase':
      return { kind, phase: form.text('phase'), persona: filled(form.text('persona')), skills: names(form.text('skills')) };
    case 'reorder':
      return { kind, workstream: form.text('workstream'), dependsOn: form.all('dependsOn').filter((value) => typeof value === 'string') };
    default:
      return { kind, workstream: filled(form.text('workstream')) ?? undefined, text: form.text('text') ?? undefined };
  }
}

/** A form sends every field: what stands in the plan already is no change. */
export function onlyChanged(change: OverrideAsk, workflow: Workflow): OverrideAsk {
  switch (change.kind) {
    case 'change':
      return changedWork(change, workflow);
    case 'change-phase':
      return changedPhase(change, workflow);
    default:
      return change;
  }
}

function changedWork(change: Extract<OverrideAsk, { kind: 'change' }>, { proposal, workstreams }: Workflow): OverrideAsk {
  const stands = proposal?.plan.workstreams.find(({ id }) => id === change.workstream);
  if (!stands) return change;
  const changed = changeTowards(stands, workstreams.get(stands.id)?.model ?? null, change);
  if (changed === null) throw badInput(FORM_WORDS.nothingChanged);
  return { ...change, ...changed };
}

/** A persona counts whatever the phase has: workstreams may have others. */
function changedPhase(change: Extract<OverrideAsk, { kind: 'change-phase' }>, { proposal }: Workflow): OverrideAsk {
  const stands = proposal?.plan.phases.find(({ id }) => id === change.phase);
  if (!stands) return change;
  const skills = otherNames(change.skills, stands.skills);
  if (change.persona === null && skills === null) throw badInput(FORM_WORDS.nothingChanged);
  return { ...change, skills };
}

export function branchFields(form: PostedForm): Readonly<Record<string, unknown>> {
  return { workstream: form.text('workstream'), note: filled(form.text('text')) };
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** An empty field takes all of them away; a form without the field says nothing about it. */
function names(text: string | null): readonly string[] | null {
  if (text === null) return null;
  const each = text.split(/[,\r\n]/u).map((name) => name.trim());
  return [...new Set(each.filter((name) => name !== ''))];
}

function lines(text: string | null): readonly string[] {
  return (text ?? '')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
