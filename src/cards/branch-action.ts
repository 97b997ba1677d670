/** The button at the end of a run that starts a new one from one of its steps. */
import type { Workflow } from '../engine/state.ts';
import type { Action } from './card.ts';
import { opening } from './excerpt.ts';
import { ref } from './naming.ts';

/** Names in a list of choices are one line on every surface. */
const CHOICE_CHARACTERS = 75;

/** Only where something was run: of a plan that never started there is nothing to reuse. */
export function branching(workflow: Workflow): readonly Action[] {
  const work = workflow.start === null ? [] : (workflow.proposal?.plan.workstreams ?? []);
  if (work.length === 0) return [];
  return [
    {
      label: 'Branch from a step',
      tone: 'plain',
      does: {
        kind: 'branch',
        workflow: workflow.id,
        number: workflow.number,
        asks: {
          title: `A new run from #${workflow.number}`,
          fields: [
            {
              kind: 'choice',
              name: 'workstream',
              label: 'Which workstream is done again?',
              hint: 'It and what was built on it. Every other result is reused, notes and models stay; the new plan shows the saving before anything starts.',
              choices: work.map(({ id, title }) => ({ value: id, label: opening(`${ref(id)} ${title}`, CHOICE_CHARACTERS).text })),
            },
            {
              kind: 'text',
              name: 'text',
              label: 'What should be different?',
              hint: 'Added to its task. Empty: the same task again.',
              value: '',
              required: false,
            },
          ],
          submit: 'Show the plan',
        },
      },
    },
  ];
}
