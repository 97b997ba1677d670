/**
 * All files below a folder. Links are followed where they stay inside the library: a cloned collection must not bring
 * other files of this machine into prompts. Loops end, since no folder is read twice.
 */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { LibraryFault } from '../ports/library.ts';

export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly troubles: readonly Trouble[];
  /** False: the folder itself could not be read. */
  readonly reached: boolean;
}

export interface WalkedFile {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly link: boolean;
}

export interface Trouble {
  readonly path: string;
  readonly fault: LibraryFault;
}

interface Folder {
  readonly path: string;
  readonly real: string;
}

/** Deeper than any collection that we know, and an end for whatever has none. */
const MAX_DEPTH = 12;
/** Files and folders looked at: someone may name a home directory. */
const MAX_LOOKED_AT = 50_000;
const NEVER = new Set(['node_modules', '.git']);
/** What a skill brings along; examples of skills among it are no skills. */
const RESOURCES = new Set(['assets', 'references', 'scripts', 'examples', 'templates']);

/** `inside`: the real paths that links may lead into. */
export async function walkFolder(root: string, inside: readonly string[]): Promise<Walk> {
  const files: WalkedFile[] = [];
  const troubles: Trouble[] = [];
  const links: WalkedFile[] = [];
  const seen = new Set<string>();
  let level: readonly Folder[] = [{ path: '', real: root }];
  let lookedAt = 0;
  while (level.length > 0) {
    const next: Folder[] = [];
    for (const { folder, entries } of await Promise.all(level.map(entriesOf))) {
      if (entries instanceof Error) {
        troubles.push({ path: folder.path, fault: { kind: 'unreadable', detail: detailOf(entries) } });
        if (folder.path === '') return { files, troubles, reached: false };
        continue;
      }
      lookedAt += entries.length;
      const skill = entries.some(({ name }) => isSkillFile(name));
      for (const entry of entries.filter(({ name }) => !NEVER.has(name) && !(skill && RESOURCES.has(name.toLowerCase())))) {
        const found = {
          path: folder.path === '' ? entry.name : `${folder.path}/${entry.name}`,
          absolute: join(folder.real, entry.name),
          link: entry.isSymbolicLink(),
        };
        if (entry.isDirectory()) next.push({ path: found.path, real: found.absolute });
        else if (found.link && !isMarkdown(entry.name)) links.push(found);
        else files.push(found);
      }
    }
    if (lookedAt > MAX_LOOKED_AT) {
      troubles.push({ path: '', fault: { kind: 'too-many', limit: MAX_LOOKED_AT } });
      break;
    }
    level = fresh(next, seen);
    // Links come last, so that what they lead to is known by its own path.
    for (let link = links.shift(); level.length === 0 && link; link = links.shift()) level = fresh(await linkedFolder(link, inside, troubles), seen);
  }
  return { files, troubles, reached: true };
}

export function isSkillFile(name: string): boolean {
  return name.toLowerCase() === 'skill.md';
}

export function isMarkdown(name: string): boolean {
  return name.toLowerCase().endsWith('.md');
}

export function isInside(real: string, roots: readonly string[]): boolean {
  return roots.some((root) => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep));
}

/** The system's code alone: its message repeats the path of this machine. */
export function detailOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}

async function entriesOf(folder: Folder): Promise<{ folder: Folder; entries: readonly Dirent[] | Error }> {
  try {
    return { folder, entries: await readdir(folder.real, { withFileTypes: true }) };
  } catch (error) {
    return { folder, entries: error instanceof Error ? error : new Error(String(error)) };
  }
}

function fresh(folders: readonly Folder[], seen: Set<string>): readonly Folder[] {
  return folders.filter(({ path, real }) => {
    if (seen.has(real) || path.split('/').length > MAX_DEPTH) return false;
    seen.add(real);
    return true;
  });
}

/** A link to a file that is no Markdown, or to nothing, is nobody's business. */
async function linkedFolder({ path, absolute }: WalkedFile, inside: readonly string[], troubles: Trouble[]): Promise<readonly Folder[]> {
  try {
    if (!(await stat(absolute)).isDirectory()) return [];
    const real = await realpath(absolute);
    if (isInside(real, inside)) return [{ path, real }];
    troubles.push({ path, fault: { kind: 'leads-outside' } });
    return [];
  } catch {
    return [];
  }
}
