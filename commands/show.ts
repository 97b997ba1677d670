/** `/baton show <number>`: one run in full. */
import { type CommandForm, misread } from './command.ts';
import { runNumberSchema } from './run-number.ts';

export const show: CommandForm = {
  name: 'show',
  read(rest) {
    const number = runNumberSchema.safeParse(rest);
    return number.success ? { kind: 'show', number: number.data } : misread('show', { kind: 'number-needed', typed: rest.trim() });
  },
};
