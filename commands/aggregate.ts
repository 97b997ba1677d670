/** `/baton aggregate [--id <number>]`: integrate what a list of subtasks has brought so far. */
import { type CommandForm, misread } from './command.ts';
import { readNamedValues } from './named-values.ts';
import { runNamedSchema, typedRun } from './run-named.ts';

export const aggregate: CommandForm = {
  name: 'aggregate',
  read(rest) {
    const read = readNamedValues(rest, [{ name: 'id', takes: 'word' }]);
    if (read.kind === 'unknown') return misread('aggregate', { kind: 'unknown-flag', typed: read.typed, closest: read.closest });
    const typed = typedRun(read.values.get('id'), read.rest);
    const run = runNamedSchema.safeParse(typed);
    return run.success ? { kind: 'aggregate', run: run.data } : misread('aggregate', { kind: 'number-needed', typed });
  },
};
