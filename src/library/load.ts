/**
 * Loads the library from folders of Markdown with front matter: first what is shipped, then what was added. A broken
 * file is logged by name and skipped, so that one typing error does not stop a start. A later persona replaces an
 * earlier one of the same name.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import type { Library, Persona } from '../ports/library.ts';
import { type PersonaRead, readPersona } from './persona-file.ts';

export interface LoadOptions {
  /** Each may hold `agents/personas/*.md`. */
  readonly folders: readonly string[];
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

export async function loadLibrary({ folders, log }: LoadOptions): Promise<Library> {
  const personas = new Map<string, Persona>();
  for (const folder of folders) {
    for (const file of await markdownIn(join(folder, 'agents', 'personas'), log)) {
      const read = await personaIn(file);
      if (read.kind === 'broken') {
        log.warn({ file, problems: read.problems }, 'persona skipped: the file is broken');
        continue;
      }
      if (personas.has(read.persona.name)) log.info({ file, persona: read.persona.name }, 'persona replaced by a later folder');
      personas.set(read.persona.name, read.persona);
    }
  }
  const all = [...personas.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return { persona: (name) => personas.get(name) ?? null, personas: () => all };
}

/** A link that leads nowhere or a file without permission is broken too. */
async function personaIn(file: string): Promise<PersonaRead> {
  try {
    return readPersona(await readFile(file, 'utf8'), basename(file, '.md'));
  } catch (error) {
    return { kind: 'broken', problems: [`It cannot be read: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

/** In the order of their names; a folder without personas is no mistake. */
async function markdownIn(folder: string, log: LoadOptions['log']): Promise<readonly string[]> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))) {
      log.warn({ folder, err: error }, 'library folder skipped: it cannot be read');
    }
    return [];
  }
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.md'))
    .map((entry) => join(folder, entry.name))
    .toSorted();
}
