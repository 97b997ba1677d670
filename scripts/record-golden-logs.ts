/**
 * Records golden event logs of this release: `node scripts/record-golden-logs.ts`. A log that exists is never written
 * again (`npm run format` sets it), because it stands for what databases hold; a change of the engine that it does not survive breaks real ones.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { EVENT_VERSION } from '../src/engine/event-kinds.ts';
import { replay } from '../src/engine/evolve.ts';
import { GOLDEN_STORIES } from '../test/fixtures/golden/stories.ts';
import { summaryOf } from '../test/fixtures/golden/summary.ts';

const folder = new URL('../test/fixtures/golden/', import.meta.url);
const release = String(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);

for (const [name, tell] of Object.entries(GOLDEN_STORIES)) {
  const file = new URL(`${release}-${name}.json`, folder);
  if (existsSync(file)) continue;
  const recorded = tell().log();
  const lines = recorded.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const summary = JSON.stringify(summaryOf(replay(recorded)));
  writeFileSync(file, `{\n  "v": ${EVENT_VERSION},\n  "release": "${release}",\n  "recorded": [\n${lines}\n  ],\n  "summary": ${summary}\n}\n`);
}
