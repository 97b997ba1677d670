/** `/baton create --type pipeline --subtasks '[{"id":"t1","label":"..."}]'`: a list of work that others do, kept in the ledger. */
import { TRACKED_TYPES, trackedPlan } from '../src/patterns/index.ts';
import { closestName } from './closest-name.ts';
import { type Command, type CommandForm, misread } from './command.ts';
import { readNamedValues } from './named-values.ts';
import { readSubtasks } from './subtasks.ts';
import { TASK_LIMIT } from './task.ts';

const FORMS = [
  { name: 'type', takes: 'word' },
  { name: 'title', takes: 'text' },
  { name: 'subtasks', takes: 'none' },
] as const;

export const create: CommandForm = {
  name: 'create',
  read(rest): Command {
    if (rest.length > TASK_LIMIT) return misread('create', { kind: 'too-long', characters: rest.length, limit: TASK_LIMIT });
    const { json, others } = withoutJson(rest);
    // A title ends with its line: what stands below it is the list.
    const [head = '', ...lines] = others.trim().split(/\r?\n/u);
    const read = readNamedValues(json === null ? head : others.replace(/\s+/gu, ' '), FORMS);
    if (read.kind === 'unknown') return misread('create', { kind: 'unknown-flag', typed: read.typed, closest: read.closest });
    const typed = read.values.get('type') ?? TRACKED_TYPES[0];
    const type = TRACKED_TYPES.find((one) => one === typed.toLowerCase().replaceAll('_', '-'));
    if (type === undefined) {
      return misread('create', { kind: 'unknown-list-type', typed, closest: closestName(typed, TRACKED_TYPES), known: TRACKED_TYPES });
    }
    if (json !== null && read.rest !== '') return misread('create', { kind: 'unexpected-words', typed: [...read.rest].slice(0, 60).join('') });
    const subtasks = readSubtasks(json ?? [read.rest, ...lines].join('\n'), type);
    if (subtasks.kind === 'problems') return misread('create', { kind: 'subtasks', problems: subtasks.problems });
    const title = read.values.get('title') ?? '';
    const task = title === '' ? subtasks.list.map(({ label }) => label).join('; ') : title;
    return { kind: 'create', task, plan: trackedPlan(type, subtasks.list) };
  },
};

/** From the first bracket to the last, with the quotes that a shell would take off: labels may hold quotes of their own. */
function withoutJson(text: string): { readonly json: string | null; readonly others: string } {
  const opening = /(?:^|\s)(?:(?:--|—|–)subtasks(?:\s*=\s*|\s+))?['"‘“]?(?=\[)/iu.exec(text);
  const closing = [...text.matchAll(/\]['"’”]?(?=\s|$)/gu)].at(-1);
  const start = opening ? opening.index + opening[0].length : text.length;
  if (!opening || !closing || closing.index < start) return { json: null, others: text };
  return { json: text.slice(start, closing.index + 1), others: `${text.slice(0, opening.index)} ${text.slice(closing.index + closing[0].length)}` };
}
