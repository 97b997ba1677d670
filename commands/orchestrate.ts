/** `/orchestrate <task>`: weigh, plan, ask, run. */
import type { CommandForm } from './command.ts';
import { readTask } from './task.ts';

export const orchestrate: CommandForm = {
  name: 'orchestrate',
  read: (rest) => readTask('orchestrate', 'orchestrate', rest),
};
