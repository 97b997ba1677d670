/** A file of the library by its kind. */

import { readComposition } from './composition-file.ts';
import type { ListedFile } from './list-folder.ts';
import type { ParsedFile } from './parsed-file.ts';
import { readPersona } from './persona-file.ts';
import { readSkill } from './skill-file.ts';
import { readTemplate } from './template-file.ts';

export function parseFile({ what, path, folders }: Pick<ListedFile, 'what' | 'path' | 'folders'>, text: string): ParsedFile {
  switch (what) {
    case 'persona':
      return readPersona(text, path, path.replace(/^.*\//u, '').replace(/\.md$/iu, ''));
    case 'skill':
      return readSkill(text, path, folders);
    case 'template':
      return readTemplate(text, path);
    case 'composition':
      return readComposition(text, path);
    default: {
      const missed: never = what;
      return missed;
    }
  }
}
