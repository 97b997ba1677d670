/** `/baton update --id 12 --task-id t1 --status completed --result "..."`: a report on work that others do. */
import { REPORT_STATUSES, SESSION_LIMIT } from '../src/engine/report.ts';
import { closestName } from './closest-name.ts';
import { type CommandForm, misread } from './command.ts';
import { type NamedValueForm, readNamedValues } from './named-values.ts';
import { runNamedSchema } from './run-named.ts';

const FORMS: readonly NamedValueForm[] = [
  { name: 'id', takes: 'word' },
  { name: 'task-id', takes: 'word' },
  { name: 'status', takes: 'word' },
  { name: 'session-key', takes: 'word' },
  { name: 'again', takes: 'none' },
  { name: 'result', takes: 'text' },
];

/** Longer ones never come from a list of ours. */
const TASK_ID_LIMIT = 80;

export const update: CommandForm = {
  name: 'update',
  read(rest) {
    const read = readNamedValues(rest, FORMS);
    if (read.kind === 'unknown') return misread('update', { kind: 'unknown-flag', typed: read.typed, closest: read.closest });
    const { values } = read;
    if (read.rest !== '') return misread('update', { kind: 'unexpected-words', typed: [...read.rest].slice(0, 60).join('') });
    const run = runNamedSchema.safeParse(values.get('id') ?? '');
    if (!run.success || values.get('id') === '') return misread('update', { kind: 'number-needed', typed: values.get('id') ?? '' });
    const task = values.get('task-id') ?? '';
    if (task === '' || task.length > TASK_ID_LIMIT) return misread('update', { kind: 'flag-needed', flag: 'task-id' });
    const typed = values.get('status') ?? '';
    if (typed === '') return misread('update', { kind: 'flag-needed', flag: 'status' });
    const status = REPORT_STATUSES.find((one) => one === typed.toLowerCase().replaceAll('-', '_'));
    if (status === undefined) return misread('update', { kind: 'unknown-status', typed, closest: closestName(typed, REPORT_STATUSES) });
    const result = values.get('result') ?? null;
    if (status === 'completed' && (result ?? '').trim() === '') return misread('update', { kind: 'flag-needed', flag: 'result' });
    const session = values.get('session-key')?.slice(0, SESSION_LIMIT) ?? '';
    return { kind: 'update', run: run.data, report: { task, status, result, session: session === '' ? null : session, again: values.has('again') } };
  },
};
