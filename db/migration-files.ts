/** The migrations as drizzle-kit writes them: a journal with their order, and one SQL file each. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

export interface Migration {
  /** File name without `.sql`: number and what it does. */
  readonly name: string;
  readonly statements: readonly string[];
  readonly hash: string;
}

const MIGRATIONS_FOLDER = new URL('../migrations/', import.meta.url);

const journalSchema = z.object({ entries: z.array(z.object({ idx: z.int(), tag: z.string() })) });

/** In the order in which they apply. */
export async function readMigrations(folder: URL = MIGRATIONS_FOLDER): Promise<readonly Migration[]> {
  const journal = journalSchema.parse(JSON.parse(await readFile(new URL('meta/_journal.json', folder), 'utf8')));
  const tags = journal.entries.toSorted((one, other) => one.idx - other.idx).map((entry) => entry.tag);
  return await Promise.all(
    tags.map(async (name) => {
      const text = await readFile(new URL(`${name}.sql`, folder), 'utf8');
      const statements = text.split('--> statement-breakpoint').map((statement) => statement.trim());
      return { name, statements, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}
