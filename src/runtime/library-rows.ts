/** Personas, skills, templates and compositions in the one shape that lists and searches need. */
import { templateText } from '../cards/library-entry.ts';
import type { LibraryRow } from '../cards/library-list.ts';
import type { Shelf } from '../cards/misreading.ts';
import type { Library } from '../ports/library.ts';
import type { Searchable } from './library-search.ts';

export type ShelfRow = LibraryRow & Searchable;

export function shelfRows(shelf: Shelf, library: Library): readonly ShelfRow[] {
  switch (shelf) {
    case 'personas':
      return library.personas().map((persona) => ({ ...persona, domain: null, inputs: [], steps: [] }));
    case 'skills':
      return library.skills().map((skill) => ({ ...skill, inputs: [], steps: [] }));
    case 'templates':
      return library.templates().map((template) => ({ ...template, domain: null, steps: [], text: templateText(template) }));
    case 'compositions':
      return library.compositions().map((composition) => ({ ...composition, domain: composition.pattern }));
    default: {
      const missed: never = shelf;
      return missed;
    }
  }
}
