/** `/plan-only <task>`: show the plan, run nothing. */
import type { CommandForm } from './command.ts';
import { readTask } from './task.ts';

export const planOnly: CommandForm = {
  name: 'plan-only',
  read: (rest) => readTask('plan-only', 'plan-only', rest),
};
