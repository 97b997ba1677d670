/** The button beside a form that was not taken: the same form as of now. */
import { isSettingGroup } from '../../../src/cards/setting-groups.ts';
import { isOption } from '../../../src/engine/option-ids.ts';
import type { Known } from '../../../src/forms/known.ts';
import { LIMITS } from '../limits.ts';
import { type Form, readForm, writeForm } from './form.ts';
import type { Modal } from './modal.ts';
import { type Opening, openingFor } from './open.ts';
import { openPicked } from './open-picked.ts';
import { settingsForm } from './settings-form.ts';

export function againId(form: Form): string {
  return `${PREFIX}${writeForm(form)}`;
}

/** Null: not such a button. */
export function readAgain(customId: string): Form | null {
  return customId.startsWith(PREFIX) && customId.length <= LIMITS.customId.most ? readForm(customId.slice(PREFIX.length)) : null;
}

const PREFIX = 'r1';

/** Null: what it was about is not there any more. */
export function openAgain(form: Form, { workflow, names, settings }: Known): Opening | null {
  if (form.kind === 'settings') {
    const page = settings !== null && isSettingGroup(form.group) ? settingsForm({ channel: form.channel, resolved: settings }, form.group, form.page) : null;
    return page === null ? null : opened(page);
  }
  if (workflow === null) return null;
  switch (form.kind) {
    case 'answer':
      return isOption(form.option) ? openingFor({ kind: 'answer', decision: form.decision, option: form.option }, workflow) : null;
    case 'add-context':
    case 'correct-handoff':
      return openingFor(form, workflow);
    case 'branch':
      return openingFor({ kind: 'branch', workflow: form.workflow, number: workflow.number }, workflow);
    case 'edit-work':
    case 'edit-gates':
    case 'change-work':
    case 'change-phase': {
      // A plan that has moved on is shown as it is now.
      const hash = workflow.proposal?.hash ?? form.hash;
      return openPicked({ ...form, hash }, workflow, names);
    }
    default: {
      const missed: never = form;
      return missed;
    }
  }
}

function opened(modal: Modal): Opening {
  return { kind: 'modal', modal };
}
