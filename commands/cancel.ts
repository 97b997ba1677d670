/** `/baton cancel [number]`: stop a run and keep its results. */
import { type CommandForm, misread } from './command.ts';
import { optionalRunNumberSchema } from './run-number.ts';

export const cancel: CommandForm = {
  name: 'cancel',
  read(rest) {
    const number = optionalRunNumberSchema.safeParse(rest);
    return number.success ? { kind: 'cancel', number: number.data } : misread('cancel', { kind: 'number-needed', typed: rest.trim() });
  },
};
