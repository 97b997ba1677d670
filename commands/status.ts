/** `/baton status [number]`: where a run stands. */
import { type CommandForm, misread } from './command.ts';
import { optionalRunNumberSchema } from './run-number.ts';

export const status: CommandForm = {
  name: 'status',
  read(rest) {
    const number = optionalRunNumberSchema.safeParse(rest);
    return number.success ? { kind: 'status', number: number.data } : misread('status', { kind: 'number-needed', typed: rest.trim() });
  },
};
