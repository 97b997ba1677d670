/** What can be used in a message: buttons and lists, by what stands on them. */
import type { Loose } from '../loose.ts';
import { walk } from '../world/settle-components.ts';

const SELECTS = [3, 5, 6, 7, 8];

export function allIn(components: readonly Loose[]): Loose[] {
  const found: Loose[] = [];
  walk(components, (one) => void found.push(one));
  return found;
}

/** By label or custom id; `Label#2` is the second of that name. */
export function buttonIn(components: readonly Loose[], name: string): Loose {
  const buttons = allIn(components).filter((one) => one.type === 2);
  const [, label = name, nth = '1'] = /^(.*)#(\d+)$/.exec(name) ?? [];
  const button = buttons.filter((one) => one.label === label)[Number(nth) - 1] ?? buttons.find((one) => one.custom_id === name || one.label === name);
  if (!button) throw new Error(`No button ${name}; there are: ${buttons.map((one) => one.label ?? one.custom_id).join(', ')}`);
  if (button.disabled) throw new Error(`The button ${name} is disabled.`);
  if (button.custom_id === undefined) throw new Error(`The button ${name} opens ${button.url}.`);
  return button;
}

/** By placeholder or custom id, or the only one there is. */
export function selectIn(components: readonly Loose[], name: string): Loose {
  const selects = allIn(components).filter((one) => SELECTS.includes(one.type));
  const select = selects.find((one) => one.placeholder === name || one.custom_id === name) ?? (name === '' ? selects[0] : undefined);
  if (!select) throw new Error(`No list ${name}; there are: ${selects.map((one) => one.placeholder ?? one.custom_id).join(', ')}`);
  if (select.disabled) throw new Error(`The list ${name} is disabled.`);
  return select;
}

/** Values for what was chosen by label or value; ids stay as they are. */
export function valuesFor(select: Loose, chosen: string | readonly string[]): string[] {
  const values = [chosen].flat().map((one) => {
    if (!select.options) return one;
    const option = select.options.find((entry: Loose) => entry.label === one || entry.value === one);
    if (!option) throw new Error(`No option ${one}; there are: ${select.options.map((entry: Loose) => entry.label).join(', ')}`);
    return option.value;
  });
  const [min, max] = [select.min_values ?? 1, select.max_values ?? 1];
  if (values.length < min || values.length > max) throw new Error(`Between ${min} and ${max} can be chosen, not ${values.length}.`);
  return values;
}
