/** What is suggested of the library while somebody types. */
import type { LibraryNames } from '../../../src/forms/library-names.ts';

export interface OfferedNames extends LibraryNames {
  readonly templates: readonly string[];
  readonly compositions: readonly string[];
}
