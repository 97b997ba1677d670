/** A card in a modal, in place of the form: why it was not taken, or what came of it. And the same beside the form's fields. */
import type { types } from '@slack/bolt';
import type { Card } from '../../../src/cards/card.ts';
import { SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { cardText } from '../../../src/cards/text.ts';
import type { PersonId } from '../../../src/engine/ids.ts';
import { workFields } from '../../../src/forms/plan-fields.ts';
import { CHANGE_FIELDS } from '../../../src/forms/read-change.ts';
import type { FieldErrors } from '../../../src/forms/submission.ts';
import { idsIn } from '../blocks/mentions.ts';
import { renderCard } from '../blocks/render.ts';
import type { BlockType } from '../blocks/slack-message.ts';
import { LIMITS } from '../limits.ts';
import { readFields } from './read-fields.ts';
import { modal } from './view.ts';

/** Everything that was typed is gone with it: where the form still stands, `refusedErrors` keeps it. */
export function refusedView(card: Card): types.ModalView {
  const blocks = viewBlocks(card).slice(0, LIMITS.blocksPerView.most);
  return modal({ form: { v: 1, kind: 'told' }, title: SHORT_TITLES.told, short: SHORT_TITLES.told, submit: null, blocks });
}

/**
 * What the desk refused, as an error beside the form's first field, so that nobody types it again. Null: the form has no
 * field that could show it.
 */
export function refusedErrors(card: Card, state: unknown): FieldErrors | null {
  const { fields } = readFields(state);
  const field = FIRST_FIELDS.find((name) => fields.includes(name)) ?? fields[0];
  return field === undefined ? null : { [field]: cardText({ ...card, actions: [] }) };
}

/** Where the state comes back in another order than the form's. */
const FIRST_FIELDS = ['text', 'decisions', 'workstream', workFields(0).title, CHANGE_FIELDS.task, CHANGE_FIELDS.persona] as const;

/** Nobody is notified by a view, so people are named as Slack names them. Newer blocks stand in messages only. */
export function viewBlocks(card: Card): readonly types.KnownBlock[] {
  const people = [...idsIn(card)].filter((id): id is PersonId => /^[UW]/u.test(id));
  return renderCard({ ...card, actions: [], notify: people, notifyGroups: [] }, { rejects: MESSAGES_ONLY }).flatMap(({ blocks }) => blocks);
}

const MESSAGES_ONLY: ReadonlySet<BlockType> = new Set(['markdown', 'alert', 'plan', 'task_card', 'table', 'card', 'container', 'image']);
