/**
 * The buttons of a card as forms, so that they work with a keyboard and without the script. A button that needs text
 * first opens its form in place.
 */
import type { Action, ActionTarget, TextForm } from '../../../src/cards/card.ts';
import { fieldsHtml } from './fields-form.ts';
import { type Html, html, NOTHING } from './html.ts';

/** `scope` is unique on the page: ids of fields are made from it. */
export function actionsHtml(actions: readonly Action[], scope: string): Html {
  if (actions.length === 0) return NOTHING;
  return html`<div class="actions" role="group" aria-label="What can be done">${actions.map((action, index) => actionHtml(action, scope, index))}</div>`;
}

function actionHtml(action: Action, scope: string, index: number): Html {
  const id = `${scope}-f${index}`;
  const form = formFor(action.does, id);
  if (form === null) return plainAction(action);
  // Forms share a name: opening one closes the others.
  return html`<details class="ask" name="${scope}-ask" id="${id}"><summary class="button ${action.tone}">${action.label}</summary>
    <form class="ask-form" method="post" action="${target(action.does)}" hx-post="${target(action.does)}" hx-target="#notices" hx-swap="innerHTML" hx-disable="find button">
    ${hidden(action.does)}${form}</form></details>`;
}

function plainAction(action: Action): Html {
  const { does } = action;
  if (does.kind === 'edit-plan') return html`<a class="button ${action.tone}" href="/workflows/${does.workflow}/plan">${action.label}</a>`;
  if (does.kind === 'change') return html`<a class="button ${action.tone}" href="/workflows/${does.number}/change">${action.label}</a>`;
  const confirm = does.kind === 'override' ? does.confirm : null;
  return html`<form method="post" action="${target(does)}" hx-post="${target(does)}" hx-target="#notices" hx-swap="innerHTML" hx-disable="find button"
    ${confirm === null ? NOTHING : html` hx-confirm="${confirm}"`}>${hidden(does)}<button class="button ${action.tone}" type="submit">${action.label}</button></form>`;
}

/** What must be typed first; null: nothing. */
function formFor(does: ActionTarget, id: string): Html | null {
  switch (does.kind) {
    case 'answer':
      if (does.asks === null) return null;
      return 'fields' in does.asks ? fieldsHtml(does.asks, id) : textHtml(does.asks, id);
    case 'add-context':
      return textHtml(does.asks, id);
    case 'correct-handoff':
    case 'branch':
      return fieldsHtml(does.asks, id);
    case 'edit-plan':
    case 'override':
    case 'correct-reading':
    case 'change':
      return null;
    default: {
      const missed: never = does;
      return missed;
    }
  }
}

function textHtml(asks: TextForm, id: string): Html {
  return html`<h4>${asks.title}</h4><label for="${id}-text">${asks.label}</label>
    <textarea id="${id}-text" name="text" rows="4" required${asks.hint === '' ? NOTHING : html` aria-describedby="${id}-hint"`}></textarea>
    ${asks.hint === '' ? NOTHING : html`<p class="context" id="${id}-hint">${asks.hint}</p>`}
    <button class="button primary" type="submit">${asks.submit}</button>`;
}

function target(does: ActionTarget): string {
  if (does.kind === 'answer') return `/decisions/${does.decision}`;
  return does.kind === 'branch' ? `/workflows/${does.workflow}/branch` : `/workflows/${does.workflow}/overrides`;
}

function hidden(does: ActionTarget): Html {
  switch (does.kind) {
    case 'answer':
      return html`<input type="hidden" name="option" value="${does.option}">`;
    case 'override':
      return html`<input type="hidden" name="kind" value="${does.change}">`;
    case 'add-context':
      return html`<input type="hidden" name="kind" value="add-context">`;
    case 'correct-handoff':
      return html`<input type="hidden" name="kind" value="correct-handoff"><input type="hidden" name="phase" value="${does.phase}">`;
    case 'branch':
    case 'edit-plan':
    case 'correct-reading':
    case 'change':
      return NOTHING;
    default: {
      const missed: never = does;
      return missed;
    }
  }
}
