/** A modal as its person has it before them: what it asks, what they filled in, and sending it off. */

import { Refusal } from '../api/refusal.ts';
import { checked, newView, replaceView } from '../api/views.ts';
import type { Loose } from '../loose.ts';
import { blockLines } from '../seen/block-lines.ts';
import type { OpenView } from '../world/workspace.ts';
import { elementsIn, type Found, findElement, initialOf, isEmpty, valueFor } from './elements.ts';
import { closedPayload, submissionPayload, type Where } from './payloads.ts';

export interface SeenForm {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** What each field is called. */
  readonly fields: readonly string[];
  /** What the app said about fields, by what they are called. */
  readonly errors: Readonly<Record<string, string>>;
  readonly submit: string | null;
  readonly view: Loose;
}

export type Submitted =
  /** This form is gone; an earlier one may be there again. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'updated' }
  | { readonly kind: 'pushed' }
  /** Slack itself does not send it: a field that must be filled is empty, or too long. */
  | { readonly kind: 'incomplete'; readonly fields: readonly string[] }
  /** "We had some trouble connecting." */
  | { readonly kind: 'failed'; readonly why: string };

export function topForm({ workspace, person }: Where): OpenView | null {
  return workspace.stacks.get(person.id)?.at(-1) ?? null;
}

export function seenForm(where: Where): SeenForm | null {
  const open = topForm(where);
  if (!open) return null;
  const { view } = open;
  return {
    id: open.id,
    title: view.title?.text ?? '',
    lines: blockLines(view.blocks, where.workspace),
    fields: view.blocks.filter((block: Loose) => block.type === 'input').map((block: Loose) => block.label.text),
    errors: byLabel(open, open.errors),
    submit: view.submit?.text ?? null,
    view,
  };
}

/** Puts a value into a field; returns the field. */
export function fill(open: OpenView, field: string, value: Loose): Found {
  const found = findElement(open.view.blocks, field);
  const { block, element } = found;
  const actions = open.filled.get(block.block_id) ?? new Map<string, Loose>();
  actions.set(element.action_id, valueFor(element, value));
  open.filled.set(block.block_id, actions);
  return found;
}

/** Everything that stands in the form, as a submission says it. */
function complete(open: OpenView): void {
  for (const { block, element } of elementsIn(open.view.blocks)) {
    if (['button', 'overflow', 'icon_button', 'feedback_buttons', 'workflow_button'].includes(element.type)) continue;
    const actions = open.filled.get(block.block_id) ?? new Map<string, Loose>();
    if (!actions.has(element.action_id)) actions.set(element.action_id, initialOf(element));
    open.filled.set(block.block_id, actions);
  }
}

export async function submit(where: Where): Promise<Submitted> {
  const open = topForm(where);
  if (!open) throw new Error('No form is open.');
  complete(open);
  const lacking = lackingFields(open);
  if (lacking.length > 0) return { kind: 'incomplete', fields: lacking };
  const outcome = await where.server.deliver.interactive(where.workspace, submissionPayload(where, open));
  if (outcome.kind === 'failed') return { kind: 'failed', why: outcome.why };
  return follow(where, open, outcome.response);
}

export async function close(where: Where): Promise<void> {
  const stack = where.workspace.stacks.get(where.person.id) ?? [];
  const open = stack.at(-1);
  if (!open) throw new Error('No form is open.');
  if (open.view.clear_on_close) stack.splice(0);
  else stack.pop();
  if (open.view.notify_on_close) await where.server.deliver.interactive(where.workspace, closedPayload(where, open, stack.length === 0));
}

/** What the app answers a submission with decides what the person sees next. */
function follow(where: Where, open: OpenView, response: Loose): Submitted {
  const { workspace, server, person } = where;
  const stack = workspace.stacks.get(person.id) ?? [];
  const context = { server, workspace, args: {} };
  try {
    switch (response?.response_action) {
      case undefined:
      case null:
        stack.splice(stack.indexOf(open), 1);
        return { kind: 'closed' };
      case 'clear':
        stack.splice(0);
        return { kind: 'closed' };
      case 'errors': {
        const inputs = new Set(open.view.blocks.filter((block: Loose) => block.type === 'input').map((block: Loose) => block.block_id));
        const unknown = Object.keys(response.errors ?? {}).filter((id) => !inputs.has(id));
        if (unknown.length > 0 || Object.keys(response.errors ?? {}).length === 0)
          throw new Refusal(`errors for blocks that are no inputs: ${unknown.join(', ')}`);
        open.errors = response.errors;
        return { kind: 'errors', errors: byLabel(open, response.errors) };
      }
      case 'update':
        replaceView(context, open, checked(context, 'modal', response.view));
        return { kind: 'updated' };
      case 'push':
        if (stack.length >= 3) throw new Refusal('push_limit_reached');
        stack.push(newView(context, person.id, checked(context, 'modal', response.view), open));
        return { kind: 'pushed' };
      default:
        throw new Refusal(`unknown response_action: ${response.response_action}`);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const why = [error.error, ...(error.more.errors ?? [])].join('; ');
    server.world.violations.push({ kind: 'bad-ack', what: 'view_submission', id: open.id, why });
    return { kind: 'failed', why };
  }
}

function lackingFields(open: OpenView): string[] {
  return open.view.blocks
    .filter((block: Loose) => {
      if (block.type !== 'input') return false;
      const value = open.filled.get(block.block_id)?.get(block.element.action_id) ?? initialOf(block.element);
      if (isEmpty(value)) return !block.optional;
      const text = typeof value.value === 'string' ? value.value : null;
      if (block.element.type === 'number_input' && text !== null)
        return !Number.isFinite(Number(text)) || (!block.element.is_decimal_allowed && !Number.isInteger(Number(text)));
      return text !== null && (text.length > (block.element.max_length ?? 3000) || text.length < (block.element.min_length ?? 0));
    })
    .map((block: Loose) => block.label.text);
}

function byLabel(open: OpenView, errors: Readonly<Record<string, string>>): Record<string, string> {
  const label = (id: string) => open.view.blocks.find((block: Loose) => block.block_id === id)?.label?.text ?? id;
  return Object.fromEntries(Object.entries(errors).map(([id, words]) => [label(id), words]));
}
