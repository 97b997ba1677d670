/** `/baton templates [words]`: shapes of a task prompt. */
import type { CommandForm } from './command.ts';
import { shelfForm } from './shelf.ts';

export const templates: CommandForm = shelfForm('templates');
