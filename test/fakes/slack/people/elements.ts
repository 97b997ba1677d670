/** Finds what a person means by a label, an action id or a block id, and what Slack sends when it is used. */
import type { Loose } from '../loose.ts';

export interface Found {
  readonly block: Loose;
  readonly element: Loose;
}

/** Everything that can be pressed, chosen or filled in, in the order in which it stands there. */
export function elementsIn(blocks: readonly Loose[]): Found[] {
  return blocks.flatMap((block: Loose): Found[] => {
    const inside: Loose[] = [...(block.elements ?? []), ...(block.actions ?? []), block.accessory, block.element].filter(
      (element) => element?.action_id !== undefined,
    );
    return [
      ...inside.map((element) => ({ block, element })),
      ...elementsIn([...(block.child_blocks ?? []), ...(block.type === 'carousel' ? block.elements : [])]),
    ];
  });
}

/** By what it says, its action id or its block id. Several that say the same: the first, unless a number is given after `#`. */
export function findElement(blocks: readonly Loose[], wanted: string): Found {
  const [, name = wanted, nth] = /^(.*)#(\d+)$/s.exec(wanted) ?? [];
  const all = elementsIn(blocks);
  const exact = (text: string) =>
    all.filter(({ block, element }) =>
      [element.text?.text, block.label?.text, element.action_id, block.block_id, block.text?.text, element.placeholder?.text].includes(text),
    );
  const found = exact(wanted).length > 0 ? exact(wanted)[0] : exact(name)[Number(nth ?? 1) - 1];
  if (found) return found;
  const offered = all.map(({ block, element }) => element.text?.text ?? block.label?.text ?? element.action_id);
  throw new Error(`Nothing here is called ${JSON.stringify(wanted)}. There is: ${offered.map((one) => JSON.stringify(one)).join(', ') || 'nothing'}`);
}

/** The value of an element that is not a button, in the form that a view's state has. */
export function valueFor(element: Loose, given: Loose): Loose {
  const { type } = element;
  if (given === null) return emptyOf(type);
  const options: Loose[] = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group: Loose) => group.options)];
  const option = (wanted: string) => {
    const found = options.find((one) => one.value === wanted || one.text.text === wanted);
    if (!found) throw new Error(`No option ${JSON.stringify(wanted)}. There is: ${options.map((one) => JSON.stringify(one.text.text)).join(', ')}`);
    return found;
  };
  const many = (Array.isArray(given) ? given : [given]) as string[];
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: option(String(given)) };
    case 'external_select':
      return { type, selected_option: suggested(element, String(given)) };
    case 'multi_external_select':
      return { type, selected_options: many.map((one) => suggested(element, one)) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: many.map(option) };
    case 'users_select':
      return { type, selected_user: given };
    case 'multi_users_select':
      return { type, selected_users: many };
    case 'conversations_select':
      return { type, selected_conversation: given };
    case 'multi_conversations_select':
      return { type, selected_conversations: many };
    case 'channels_select':
      return { type, selected_channel: given };
    case 'multi_channels_select':
      return { type, selected_channels: many };
    case 'datepicker':
      return { type, selected_date: given };
    case 'timepicker':
      return { type, selected_time: given };
    case 'datetimepicker':
      return { type, selected_date_time: given };
    case 'rich_text_input':
      return { type, rich_text_value: given };
    case 'file_input':
      return { type, files: given };
    default:
      return { type, value: String(given) };
  }
}

/** What the app suggested last for a list that it fills. */
export const suggestedFor = new WeakMap<object, readonly Loose[]>();

/** A person can only choose what the app suggested when they typed. */
function suggested(element: Loose, wanted: string): Loose {
  const initial = [...(element.initial_options ?? []), ...(element.initial_option ? [element.initial_option] : [])];
  const offered = [...(suggestedFor.get(element) ?? []), ...initial];
  const found = offered.find((one) => one.value === wanted || one.text.text === wanted);
  if (!found)
    throw new Error(
      `Nobody suggested ${JSON.stringify(wanted)}: ask for suggestions first. There is: ${offered.map((one) => JSON.stringify(one.text.text)).join(', ')}`,
    );
  return found;
}

/** What stands in an element before anyone touched it. */
export function initialOf(element: Loose): Loose {
  const { type } = element;
  if (element.initial_option) return { type, selected_option: element.initial_option };
  if (element.initial_options) return { type, selected_options: element.initial_options };
  const given = Object.entries(element).find(([key]) => key.startsWith('initial_'));
  if (given) return valueFor(element, given[1]);
  return emptyOf(type);
}

function emptyOf(type: string): Loose {
  const name =
    {
      static_select: 'selected_option',
      external_select: 'selected_option',
      radio_buttons: 'selected_option',
      users_select: 'selected_user',
      conversations_select: 'selected_conversation',
      channels_select: 'selected_channel',
      datepicker: 'selected_date',
      timepicker: 'selected_time',
      datetimepicker: 'selected_date_time',
      rich_text_input: 'rich_text_value',
    }[type] ?? null;
  if (type === 'file_input') return { type, files: [] };
  if (type === 'checkboxes' || type === 'multi_static_select' || type === 'multi_external_select') return { type, selected_options: [] };
  if (type.startsWith('multi_')) return { type, [`selected_${type.replace('multi_', '').replace('_select', '')}`]: [] };
  return { type, [name ?? 'value']: null };
}

export function isEmpty(value: Loose): boolean {
  const [, held] = Object.entries(value).find(([key]) => key !== 'type') ?? [];
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}
