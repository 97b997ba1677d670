/** Forms that override or branch, as what the JSON API takes: empty fields are left as they were, lists have an item a line. */
import type { PostedForm } from '../files/form.ts';

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
      return { kind, workstream: form.text('workstream'), dependsOn: form.all('dependsOn') };
    default:
      return { kind, workstream: filled(form.text('workstream')) ?? undefined, text: form.text('text') ?? undefined };
  }
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
