/** `/baton personas [words]`: who can be asked to think. */
import type { CommandForm } from './command.ts';
import { shelfForm } from './shelf.ts';

export const personas: CommandForm = shelfForm('personas');
