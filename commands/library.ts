/** `/baton library check`: what is broken in the library. */
import { type CommandForm, misread } from './command.ts';

export const library: CommandForm = {
  name: 'library',
  read(rest) {
    const typed = rest.trim();
    return /^check$/iu.test(typed) ? { kind: 'library-check' } : misread('library', { kind: 'library-word', typed });
  },
};
