/** A submitted view, read with what it is about: only that is looked up, and nothing for forms that stand for themselves. */
import type { ChannelId, WorkflowId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { ResolvedSettings } from '../../../src/ports/settings-store.ts';
import { FORM_CALLBACK, type Form, readForm } from './form.ts';
import type { LibraryNames } from './library-names.ts';
import type { Submission } from './submission.ts';
import { type Known, readSubmission } from './submitted.ts';

/** As Slack sends it; the rest of it is not needed. */
export interface SubmittedView {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly state: unknown;
}

/** All of the person's tenant. */
export interface Lookups {
  workflow(id: WorkflowId): Promise<Workflow | null>;
  /** Null: those of the workspace. */
  settings(channel: ChannelId | null): Promise<ResolvedSettings>;
  names(): Promise<LibraryNames>;
}

/** Null: not a form of ours, or one that another release has opened. */
export async function readSubmittedView(view: SubmittedView, lookups: Lookups): Promise<Submission | null> {
  const form = view.callback_id === FORM_CALLBACK ? readForm(view.private_metadata) : null;
  return form === null ? null : readSubmission(form, view.state, await knownFor(form, lookups));
}

const NOTHING: Known = { workflow: null, names: { personas: [], skills: [] }, settings: null };

async function knownFor(form: Form, lookups: Lookups): Promise<Known> {
  switch (form.kind) {
    case 'edit-plan':
    case 'change':
    case 'change-phase': {
      const [workflow, names] = await Promise.all([lookups.workflow(form.workflow), lookups.names()]);
      return { ...NOTHING, workflow, names };
    }
    case 'correct-handoff':
      return { ...NOTHING, workflow: await lookups.workflow(form.workflow) };
    case 'settings':
      return { ...NOTHING, settings: await lookups.settings(form.channel) };
    case 'answer':
    case 'add-context':
    case 'branch':
    case 'told':
      return NOTHING;
    default: {
      const missed: never = form;
      return missed;
    }
  }
}
