/** Composition objects: texts, options, confirmations. Source: docs.slack.dev/reference/block-kit/composition-objects. */
import { all, type Check, complain, flag, list, object, one, text, typed } from './schema.ts';

export const ACTION_ID = text(255, 1);

export function plain(max = 3000): Check {
  return typed(() => ({ plain_text: object({ type: one('plain_text'), 'text!': text(max, 1), emoji: flag }) }));
}

export function mrkdwn(max = 3000): Check {
  return typed(() => ({ mrkdwn: object({ type: one('mrkdwn'), 'text!': text(max, 1), verbatim: flag }) }));
}

export function anyText(max = 3000): Check {
  return typed(() => ({
    plain_text: object({ type: one('plain_text'), 'text!': text(max, 1), emoji: flag }),
    mrkdwn: object({ type: one('mrkdwn'), 'text!': text(max, 1), verbatim: flag }),
  }));
}

export const confirmation: Check = object({ title: plain(100), 'text!': anyText(300), confirm: plain(30), deny: plain(30), style: one('primary', 'danger') });

/** 75 for a value is what @slack/types 3.2 says. */
const OPTION = { 'text!': anyText(75), value: text(75), description: anyText(75) };
export const option: Check = object({ ...OPTION, 'value!': text(75, 1) });
export const plainOption: Check = object({ ...OPTION, 'text!': plain(75), 'value!': text(75, 1), description: plain(75) });
/** An overflow menu's: its value is the shortest of all. */
export const overflowOption: Check = object({ 'text!': plain(75), value: text(75), description: plain(75), url: text(3000, 1) });

export const optionGroups: Check = list(object({ 'label!': plain(75), 'options!': list(plainOption, 100) }), 100);

export function distinct(field: string): Check {
  return (value, path, problems) => {
    const seen = new Set<string>();
    for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
      const id = entry?.[field];
      if (id === undefined) continue;
      if (seen.has(id)) complain(problems, `${field} \`${id}\` already exists`, `${path}/${index}/${field}`);
      seen.add(id);
    }
  };
}

export const options = (item: Check, max: number): Check => all(list(item, max), distinct('value'));
