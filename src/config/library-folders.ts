/** The folders of LIBRARY_PATH must be there: a slip of the pen would otherwise cost a team its personas, in silence. */
import { promises as files } from 'node:fs';
import { type Config, ConfigError } from './index.ts';
import { OPTIONS } from './options.ts';

/** @throws ConfigError */
export async function checkLibraryFolders({ libraryPath }: Pick<Config, 'libraryPath'>): Promise<void> {
  const there = await Promise.all(libraryPath.map(isFolder));
  const missing = libraryPath.filter((_, index) => !there[index]);
  if (missing.length === 0) return;
  throw new ConfigError(
    missing.map((folder) => ({
      variable: 'LIBRARY_PATH',
      wrong: `names ${JSON.stringify(folder)}, which is no folder here`,
      right: OPTIONS.LIBRARY_PATH.expects,
    })),
  );
}

async function isFolder(path: string): Promise<boolean> {
  // Whatever keeps us from looking at it keeps us from reading it.
  return files.stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
