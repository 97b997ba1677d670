/** `/baton resume [number]`: a paused or parked run goes on. */
import { type CommandForm, misread } from './command.ts';
import { optionalRunNumberSchema } from './run-number.ts';

export const resume: CommandForm = {
  name: 'resume',
  read(rest) {
    const number = optionalRunNumberSchema.safeParse(rest);
    return number.success ? { kind: 'resume', number: number.data } : misread('resume', { kind: 'number-needed', typed: rest.trim() });
  },
};
