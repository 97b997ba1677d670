/** `npm run fuzz [-- --cases N] [--seed N] [--only route]`: 10,000 hostile cases for every route and command. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } } });
const env = {
  ...process.env,
  FUZZ_CASES: values.cases ?? process.env.FUZZ_CASES ?? '10000',
  ...(values.seed === undefined ? {} : { FUZZ_SEED: values.seed }),
  ...(values.only === undefined ? {} : { FUZZ_ONLY: values.only }),
};
spawn('vitest', ['run', 'test/fuzz', '--reporter=verbose'], { env, stdio: 'inherit' }).on('exit', (code) => {
  process.exitCode = code ?? 1;
});
