/** What a form is about, as far as this person may see it. */
import { runFor } from '../../../src/chat/receiving/pressed-run.ts';
import { channelId, type WorkflowId, workflowOf } from '../../../src/engine/ids.ts';
import type { Known } from '../../../src/forms/known.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import type { Form } from '../modals/form.ts';
import type { HandlerDeps } from './handler.ts';

export async function knownFor(form: Form, acting: Acting, deps: HandlerDeps): Promise<Known> {
  const names = await deps.libraryNames();
  if (form.kind === 'settings') return { workflow: null, names, settings: await deps.settings.resolve(acting.tenant, form.channel ?? channelId('')) };
  return { workflow: await runFor(runOf(form), acting, deps), names, settings: null };
}

export function runOf(form: Exclude<Form, { kind: 'settings' }>): WorkflowId {
  return form.kind === 'answer' ? workflowOf(form.decision) : form.workflow;
}
