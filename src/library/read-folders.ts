/** All folders of the library, listed and read; a second time only what has changed is read again. */
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { createFileMemory } from './file-memory.ts';
import { type Listing, listFolder } from './list-folder.ts';
import type { ReadFolder } from './shelves.ts';
import { someAtOnce } from './some-at-once.ts';
import { detailOf } from './walk-folder.ts';

export interface FolderReader {
  read(): Promise<{ readonly read: readonly ReadFolder[]; readonly changed: boolean }>;
}

export function createFolderReader(folders: readonly string[], now: () => number): FolderReader {
  const memory = createFileMemory(now);
  const labels = labelsOf(folders);
  const last = new Map<string, Listing>();
  let before = '';
  return {
    async read() {
      const roots = await Promise.all(folders.map(rootOf));
      const inside = roots.flatMap((root) => (root.kind === 'real' ? [root.path] : []));
      const read: ReadFolder[] = [];
      for (const [index, folder] of folders.entries()) {
        const root = roots[index];
        const listing = root?.kind === 'real' ? await listFolder(root.path, inside) : missing(root?.detail ?? '');
        // A folder that was there and is not is more likely a disk that went away than a decision.
        const { files } = listing.reached ? listing : (last.get(folder) ?? listing);
        last.set(folder, { ...listing, files });
        const known = await someAtOnce(files, listing.reached ? memory.take : memory.recall);
        read.push({ label: labels[index] ?? folder, files: known, troubles: listing.troubles, reached: listing.reached });
      }
      const files = memory.settle(read.flatMap((folder) => folder.files.map(({ file }) => file)));
      const troubles = JSON.stringify(read.map((folder) => folder.troubles));
      const changed = files || troubles !== before;
      before = troubles;
      return { read, changed };
    },
  };
}

type Root = { readonly kind: 'real'; readonly path: string } | { readonly kind: 'missing'; readonly detail: string };

async function rootOf(folder: string): Promise<Root> {
  try {
    return { kind: 'real', path: await realpath(folder) };
  } catch (error) {
    return { kind: 'missing', detail: detailOf(error) };
  }
}

function missing(detail: string): Listing {
  return { files: [], troubles: [{ path: '', fault: { kind: 'unreadable', detail } }], reached: false };
}

/** People see the last part of a folder's name; two alike are told apart by a number. */
function labelsOf(folders: readonly string[]): readonly string[] {
  const names = folders.map((folder) => basename(folder));
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name} (${earlier + 1})`;
  });
}
