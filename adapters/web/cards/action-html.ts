/**
 * The buttons of a card as forms, so that they work with a keyboard and without the script. A button that needs text
 * first opens its form in place.
 */
import type { Action, ActionTarget, TextForm } from '../../../src/cards/card.ts';
import { type Html, html, NOTHING } from './html.ts';

/** `scope` is unique on the page: ids of fields are made from it. */
export function actionsHtml(actions: readonly Action[], scope: string): Html {
  if (actions.length === 0) return NOTHING;
  return html`<div class="actions" role="group" aria-label="What can be done">${actions.map((action, index) => actionHtml(action, scope, index))}</div>`;
}

function actionHtml(action: Action, scope: string, index: number): Html {
  const asks = asksFor(action.does);
  if (asks === null) return plainAction(action);
  const id = `${scope}-f${index}`;
  // Forms share a name: opening one closes the others.
  return html`<details class="ask" name="${scope}-ask" id="${id}"><summary class="button ${action.tone}">${action.label}</summary>${textForm(action, asks, id)}</details>`;
}

function plainAction(action: Action): Html {
  const { does } = action;
  if (does.kind === 'edit-plan') return html`<a class="button ${action.tone}" href="/workflows/${does.workflow}/plan">${action.label}</a>`;
  const confirm = does.kind === 'override' ? does.confirm : null;
  return html`<form method="post" action="${target(does)}" hx-post="${target(does)}" hx-target="#notices" hx-swap="innerHTML" hx-disable="find button"
    ${confirm === null ? NOTHING : html` hx-confirm="${confirm}"`}>${hidden(does)}<button class="button ${action.tone}" type="submit">${action.label}</button></form>`;
}

function textForm(action: Action, asks: TextForm, id: string): Html {
  const { does } = action;
  return html`<form class="ask-form" method="post" action="${target(does)}" hx-post="${target(does)}" hx-target="#notices" hx-swap="innerHTML" hx-disable="find button">
    ${hidden(does)}<h4>${asks.title}</h4><label for="${id}-text">${asks.label}</label>
    <textarea id="${id}-text" name="text" rows="4" required${asks.hint === '' ? NOTHING : html` aria-describedby="${id}-hint"`}></textarea>
    ${asks.hint === '' ? NOTHING : html`<p class="context" id="${id}-hint">${asks.hint}</p>`}
    <button class="button primary" type="submit">${asks.submit}</button></form>`;
}

function target(does: ActionTarget): string {
  return does.kind === 'answer' ? `/decisions/${does.decision}` : `/workflows/${does.workflow}/overrides`;
}

function hidden(does: ActionTarget): Html {
  switch (does.kind) {
    case 'answer':
      return html`<input type="hidden" name="option" value="${does.option}">`;
    case 'override':
      return html`<input type="hidden" name="kind" value="${does.change}">`;
    case 'add-context':
      return html`<input type="hidden" name="kind" value="add-context">`;
    case 'edit-plan':
      return NOTHING;
    default: {
      const missed: never = does;
      return missed;
    }
  }
}

function asksFor(does: ActionTarget): TextForm | null {
  return does.kind === 'answer' || does.kind === 'add-context' ? does.asks : null;
}
