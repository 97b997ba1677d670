/** What is wrong with a file of the library, in one or two sentences. */
import type { LibraryFault } from '../ports/library.ts';
import { count, size } from './figures.ts';

export function faultText(fault: LibraryFault): string {
  switch (fault.kind) {
    case 'unreadable':
      return unreadable(fault.detail);
    case 'not-a-file':
      return 'It is not a file.';
    case 'leads-outside':
      return 'The link leads out of the library. Name the folder that it leads to in LIBRARY_PATH, or copy the file.';
    case 'too-large':
      return `It has ${size(fault.bytes)}; at most ${size(fault.limit)} are read.`;
    case 'not-text':
      return 'It is not text in UTF-8.';
    case 'too-many':
      return `It holds more than ${count(fault.limit, 'file')}; the rest was not looked at. Name a smaller folder.`;
    case 'no-front-matter':
      return 'It does not begin with front matter between two lines of ---.';
    case 'open-front-matter':
      return 'The front matter begins with --- and never ends with another ---.';
    case 'not-yaml':
      return `The front matter is not YAML: ${sentence(fault.detail)} A value with a colon in it needs quotes.`;
    case 'wrong-field':
      return `${fault.field === '' ? 'The front matter' : fault.field} ${sentence(fault.detail)}`;
    case 'empty-body':
      return 'There is nothing below the front matter.';
    case 'long-body':
      return `The text has ${count(fault.characters, 'character')}; at most ${count(fault.limit, 'character')} are allowed, because it rides in every prompt.`;
    case 'missing-section':
      return `The section “## ${fault.section}” is missing or empty.`;
    case 'unknown-section':
      return `There is no section “${fault.section}” in a template: it has Role, Task, Constraints, Output Format and Output Interface.`;
    case 'section-twice':
      return `The section “${fault.section}” stands there twice.`;
    case 'unknown-placeholder':
      return `{{${fault.name}}} is not among the inputs.`;
    case 'unused-input':
      return `The input ${fault.name} is used nowhere: {{${fault.name}}} does not occur.`;
    case 'name-taken':
      return `${fault.by} has the name ${fault.name} already. Give this one another.`;
    case 'unknown-reference':
      return `There is no ${fault.what} ${fault.name}.${fault.closest === null ? '' : ` Did you mean ${fault.closest}?`}`;
    case 'wrong-dependency':
      return `Step ${fault.step} depends on step ${fault.on}, which does not come before it.`;
    default: {
      const missed: never = fault;
      return missed;
    }
  }
}

function unreadable(detail: string): string {
  switch (detail) {
    case 'ENOENT':
      return 'It does not exist.';
    case 'EACCES':
    case 'EPERM':
      return 'Baton may not read it.';
    case 'ELOOP':
      return 'The link leads back to itself.';
    default:
      return `It cannot be read (${detail}).`;
  }
}

function sentence(detail: string): string {
  return /[.!?]$/u.test(detail) ? detail : `${detail}.`;
}
