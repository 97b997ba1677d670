/**
 * Which files of a folder are part of the library, and what each would be. Personas, templates and compositions have
 * one place each; a `SKILL.md` is found at any depth, so that public collections load as they are.
 */
import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LibraryFault, LibraryKind } from '../ports/library.ts';
import { detailOf, isInside, isMarkdown, isSkillFile, type WalkedFile, walkFolder } from './walk-folder.ts';

export interface ListedFile extends WalkedFile {
  readonly what: LibraryKind;
  /** Names of the folder and of those on the way to the file, outermost first. */
  readonly folders: readonly string[];
  readonly state: FileState;
}

export type FileState =
  /** Another stamp, another content. */
  | { readonly kind: 'file'; readonly stamp: string; readonly modifiedAt: number; readonly bytes: number }
  | { readonly kind: 'fault'; readonly fault: LibraryFault };

export interface Listing {
  /** In the order of their paths; those in dot folders last, since copies for other tools live there. */
  readonly files: readonly ListedFile[];
  readonly troubles: readonly { readonly path: string; readonly fault: LibraryFault }[];
  readonly reached: boolean;
}

/** `root` and `inside` are real paths. */
export async function listFolder(root: string, inside: readonly string[]): Promise<Listing> {
  const { files, troubles, reached } = await walkFolder(root, inside);
  const wanted = files.flatMap((file) => {
    const what = kindOf(file.path);
    return what === null ? [] : [{ ...file, what, folders: [basename(root), ...file.path.split('/').slice(0, -1)] }];
  });
  const listed = await Promise.all(wanted.map(async (file) => ({ ...file, state: await stateOf(file, inside) })));
  return { files: listed.toSorted(inOrder), troubles, reached };
}

const PLACES: ReadonlyMap<string, LibraryKind> = new Map([
  ['agents/personas', 'persona'],
  ['templates', 'template'],
  ['compositions', 'composition'],
]);

function kindOf(path: string): LibraryKind | null {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  if (isSkillFile(name)) return 'skill';
  if (!isMarkdown(name) || /^readme\.md$/iu.test(name)) return null;
  return PLACES.get(parts.join('/').toLowerCase()) ?? null;
}

async function stateOf({ absolute, link }: WalkedFile, inside: readonly string[]): Promise<FileState> {
  try {
    const found = await stat(absolute, { bigint: true });
    // A pipe would be read for ever.
    if (!found.isFile()) return { kind: 'fault', fault: { kind: 'not-a-file' } };
    if (link && !isInside(await realpath(absolute), inside)) return { kind: 'fault', fault: { kind: 'leads-outside' } };
    const stamp = [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':');
    return { kind: 'file', stamp, modifiedAt: Number(found.mtimeMs), bytes: Number(found.size) };
  } catch (error) {
    return { kind: 'fault', fault: { kind: 'unreadable', detail: detailOf(error) } };
  }
}

function inOrder(one: ListedFile, other: ListedFile): number {
  const hidden = Number(isHidden(one)) - Number(isHidden(other));
  return hidden !== 0 ? hidden : one.path < other.path ? -1 : 1;
}

function isHidden({ path }: ListedFile): boolean {
  return /(?:^|\/)\./u.test(path);
}
