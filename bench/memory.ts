/** Resident memory with a thousand workflows waiting for approval, against none: in a process of its own that can force a collection. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export async function measureMemory(url: string, report: (line: object) => void): Promise<void> {
  // The young generation is limited as `npm start` limits it.
  const child = spawn(process.execPath, ['--expose-gc', '--max-semi-space-size=8', fileURLToPath(new URL('./memory-child.ts', import.meta.url))], {
    env: { ...process.env, PG_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the memory process ended with ${String(code)}`);
  report(JSON.parse(out));
}
