/** `/baton preview <template> [name=value ...]`: the prompt that a template makes. */
import { type Command, type CommandForm, misread } from './command.ts';
import { TASK_LIMIT } from './task.ts';

export const preview: CommandForm = {
  name: 'preview',
  read(rest): Command {
    const [, template = '', after = ''] = /^(\S*)\s*([\s\S]*)$/u.exec(rest.trim()) ?? [];
    if (template === '' || NAME.test(`${template} `)) return misread('preview', { kind: 'template-needed' });
    if (after.length > TASK_LIMIT) return misread('preview', { kind: 'too-long', characters: after.length, limit: TASK_LIMIT });
    const { stray, values } = readValues(after);
    return stray === '' ? { kind: 'preview', template, values } : misread('preview', { kind: 'stray-values', typed: [...stray].slice(0, 60).join('') });
  },
};

/** `name=`, or `--name` as the source's script has it; phones turn two hyphens into a dash. */
const NAME = /(?:^|\s)(?:(?:--|—|–)(?<flag>[a-z][\w-]*)(?:\s*=\s*|\s+)|(?<name>[a-z][\w-]*)=)/iu;
/** After a value there is a space first: in `a=b=c` the value is `b=c`. */
const NEXT = new RegExp(NAME.source.replace('(?:^|\\s)', '\\s'), 'iu');
/** A value in quotes may hold anything that looks like the next name. */
const QUOTED = /^\s*(?:"([^"]*)"|'([^']*)'|[“„]([^“”„]*)[”“])(?=\s|$)/u;

function readValues(text: string): { readonly stray: string; readonly values: ReadonlyMap<string, string> } {
  const values = new Map<string, string>();
  const stray: string[] = [];
  let rest = text;
  for (let name = NAME.exec(rest); name; name = NAME.exec(rest)) {
    stray.push(rest.slice(0, name.index));
    const after = rest.slice(name.index + name[0].length);
    const quoted = QUOTED.exec(after);
    const end = quoted ? quoted[0].length : (NEXT.exec(after)?.index ?? after.length);
    values.set(
      (name.groups?.flag ?? name.groups?.name ?? '').toLowerCase(),
      quoted?.slice(1).find((value) => value !== undefined) ?? after.slice(0, end).trim(),
    );
    rest = after.slice(end);
  }
  return { stray: [...stray, rest].join(' ').trim(), values };
}
