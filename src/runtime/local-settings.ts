/** Settings from `orchestrator.local.md` in the folder that Baton was started in, if it is there. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readSettingsFile } from '../../commands/index.ts';
import { misreading } from '../cards/misreading-words.ts';
import type { Settings } from '../engine/settings.ts';
import { UserError } from '../errors.ts';

const FILE = 'orchestrator.local.md';

/** @throws UserError that names each wrong line: a setting that is silently not in force is worse than a start that stops. */
export async function localSettings(folder: string): Promise<Partial<Settings>> {
  const text = await contentOf(resolve(folder, FILE));
  if (text === null) return {};
  const read = readSettingsFile(text);
  if (read.kind === 'settings') return read.values;
  throw new UserError('settings.file-invalid', `${FILE}: ${misreading({ kind: 'settings', problems: read.problems }, 'settings')}`);
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new UserError('settings.file-unreadable', `${path} cannot be read. Make it readable for Baton, or move it away.`, { cause: error });
  }
}
