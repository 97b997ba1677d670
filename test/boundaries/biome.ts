/** Runs the project's own Biome configuration over a tree of files that a test describes, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = ['biome.json', 'boundaries.json', 'scripts/boundaries.grit', '.gitignore'];

/** Each report as `path:line rule`, in the order of the files. */
export function lintReports(tree: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'baton-boundaries-'));
  try {
    for (const name of CONFIGURATION) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    for (const [path, source] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const biome = spawnSync(join(ROOT, 'node_modules/.bin/biome'), ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const report = reportSchema.parse(JSON.parse(biome.stdout));
    return report.diagnostics.map(({ category, location }) => `${location.path}:${location.start?.line ?? 0} ${category.replace(/^lint\/\w+\//, '')}`).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string(), start: z.object({ line: z.number() }).nullish() }) })),
});
