/** `/baton compositions [words]`: work that is planned already. */
import type { CommandForm } from './command.ts';
import { shelfForm } from './shelf.ts';

export const compositions: CommandForm = shelfForm('compositions');
