/** A submitted view, read with what it is about: only that is looked up, and nothing for forms that stand for themselves. */
import { type Known, type Lookups, NOTHING_KNOWN } from '../../../src/forms/known.ts';
import type { Submission } from '../../../src/forms/submission.ts';
import { FORM_CALLBACK, type Form, readForm } from './form.ts';
import { readSubmission } from './submitted.ts';

/** As Slack sends it; the rest of it is not needed. */
export interface SubmittedView {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly state: unknown;
}

/** Null: not a form of ours, or one that another release has opened. */
export async function readSubmittedView(view: SubmittedView, lookups: Lookups): Promise<Submission | null> {
  const form = view.callback_id === FORM_CALLBACK ? readForm(view.private_metadata) : null;
  return form === null ? null : readSubmission(form, view.state, await knownFor(form, lookups));
}

async function knownFor(form: Form, lookups: Lookups): Promise<Known> {
  switch (form.kind) {
    case 'edit-plan':
    case 'change':
    case 'change-phase': {
      const [workflow, names] = await Promise.all([lookups.workflow(form.workflow), lookups.names()]);
      return { ...NOTHING_KNOWN, workflow, names };
    }
    case 'correct-handoff':
      return { ...NOTHING_KNOWN, workflow: await lookups.workflow(form.workflow) };
    case 'settings':
      return { ...NOTHING_KNOWN, settings: await lookups.settings(form.channel) };
    case 'answer':
    case 'add-context':
    case 'branch':
    case 'told':
      return NOTHING_KNOWN;
    default: {
      const missed: never = form;
      return missed;
    }
  }
}
