/** `/baton status [number]`, or `--id <number>`: where a run stands. */
import { type CommandForm, misread } from './command.ts';
import { readNamedValues } from './named-values.ts';
import { runNamedSchema, typedRun } from './run-named.ts';

export const status: CommandForm = {
  name: 'status',
  read(rest) {
    const read = readNamedValues(rest, [{ name: 'id', takes: 'word' }]);
    if (read.kind === 'unknown') return misread('status', { kind: 'number-needed', typed: rest.trim() });
    const typed = typedRun(read.values.get('id'), read.rest);
    const run = runNamedSchema.safeParse(typed);
    return run.success ? { kind: 'status', run: run.data } : misread('status', { kind: 'number-needed', typed });
  },
};
