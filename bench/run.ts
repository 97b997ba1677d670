/** `npm run bench [-- --only recovery]`: one JSON line per workload, on the server in PG_URL with its own defaults. See docs/performance.md. */
import { parseArgs } from 'node:util';
import { benchDatabase } from './database.ts';
import { measureLatency } from './latency.ts';
import { measureMemory } from './memory.ts';
import { measurePromptTokens } from './prompt-tokens.ts';
import { measureRecovery } from './recovery.ts';
import { measureThroughput } from './throughput.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: 'throughput,threads,latency,memory,tokens' } } });
const wanted = new Set(values.only.split(','));
const report = (line: object): void => console.log(JSON.stringify(line));

const database = await benchDatabase(process.env.PG_URL);
try {
  if (wanted.has('throughput')) await measureThroughput(database.url, 'silent', report);
  if (wanted.has('threads')) await measureThroughput(database.url, 'web', report);
  if (wanted.has('latency')) await measureLatency(database.url, report);
  if (wanted.has('tokens')) await measurePromptTokens(database.url, report);
  if (wanted.has('memory')) await measureMemory(database.url, report);
  if (wanted.has('recovery')) await measureRecovery(database.url, report);
} finally {
  await database.drop();
}
