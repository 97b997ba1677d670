/** `/baton pause [number]`: nothing new starts in a run until someone resumes it. */
import { type CommandForm, misread } from './command.ts';
import { optionalRunNumberSchema } from './run-number.ts';

export const pause: CommandForm = {
  name: 'pause',
  read(rest) {
    const number = optionalRunNumberSchema.safeParse(rest);
    return number.success ? { kind: 'pause', number: number.data } : misread('pause', { kind: 'number-needed', typed: rest.trim() });
  },
};
