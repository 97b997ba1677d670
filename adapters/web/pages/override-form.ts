/** Forms that override or branch, as what the JSON API takes: empty fields are left as they were, lists have an item a line. */
import type { Workflow } from '../../../src/engine/state.ts';
import type { OverrideAsk } from '../../../src/ports/desk.ts';
import { cleanText } from '../edge.ts';
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
        model: filled(form.text('model')),
        task: filled(form.text('task')),
      };
    case 'reorder':
      return { kind, workstream: form.text('workstream'), dependsOn: form.all('dependsOn').filter((value) => typeof value === 'string') };
    default:
      return { kind, workstream: filled(form.text('workstream')) ?? undefined, text: form.text('text') ?? undefined };
  }
}

/** A form sends every field: what stands in the plan already is no change. */
export function onlyChanged(change: OverrideAsk, { proposal, workstreams }: Workflow): OverrideAsk {
  const stands = change.kind === 'change' ? proposal?.plan.workstreams.find(({ id }) => id === change.workstream) : undefined;
  if (change.kind !== 'change' || !stands) return change;
  const { agent, persona, model, task } = change;
  const changed = {
    ...change,
    agent: agent === stands.agent ? null : agent,
    persona: persona === stands.persona ? null : persona,
    model: model === workstreams.get(stands.id)?.model ? null : model,
    task: task === cleanText(stands.task).trim() ? null : task,
  };
  if (changed.agent === null && changed.persona === null && changed.model === null && changed.task === null) throw badInput('Nothing was changed.');
  return changed;
}

export function branchFields(form: PostedForm): Readonly<Record<string, unknown>> {
  return { workstream: form.text('workstream'), note: filled(form.text('text')) };
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

function lines(text: string | null): readonly string[] {
  return (text ?? '')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
