/** `/baton preview <template> [name=value ...]`: the prompt that a template makes. */
import { type Command, type CommandForm, misread } from './command.ts';
import { TASK_LIMIT } from './task.ts';

export const preview: CommandForm = {
  name: 'preview',
  read(rest): Command {
    const [, template = '', after = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(rest.trim()) ?? [];
    if (template === '' || ASSIGNED.test(`${template} `)) return misread('preview', { kind: 'template-needed' });
    if (after.length > TASK_LIMIT) return misread('preview', { kind: 'too-long', characters: after.length, limit: TASK_LIMIT });
    const { stray, values } = readValues(after);
    return stray === '' ? { kind: 'preview', template, values } : misread('preview', { kind: 'stray-values', typed: [...stray].slice(0, 60).join('') });
  },
};

/** `name=`, or `--name` as the source's script has it; phones turn two hyphens into a dash. */
const NAME = /(?:^|\s)(?:(?:--|—|–)(?<flag>[a-z][\w-]*)(?:\s*=\s*|\s+)|(?<name>[a-z][\w-]*)=)/giu;
const ASSIGNED = new RegExp(NAME.source, 'iu');

function readValues(text: string): { readonly stray: string; readonly values: ReadonlyMap<string, string> } {
  const found = [...text.matchAll(NAME)];
  const values = new Map<string, string>();
  for (const [index, one] of found.entries()) {
    const value = text.slice(one.index + one[0].length, found[index + 1]?.index ?? text.length).trim();
    values.set((one.groups?.flag ?? one.groups?.name ?? '').toLowerCase(), unquoted(value));
  }
  return { stray: text.slice(0, found[0]?.index ?? text.length).trim(), values };
}

function unquoted(value: string): string {
  return /^(["'“”„])([\s\S]*)["'“”]$/u.exec(value)?.[2] ?? value;
}
