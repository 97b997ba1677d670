/** `/baton skills [words]`: how work can be done. */
import type { CommandForm } from './command.ts';
import { shelfForm } from './shelf.ts';

export const skills: CommandForm = shelfForm('skills');
