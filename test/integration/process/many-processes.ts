/** Baton as processes that are killed and started again while people work with it. */
import { z } from 'zod';
import { type BatonProcess, startProcess } from './baton-process.ts';

export interface BatonProcesses {
  /** One more. */
  launch(): Promise<BatonProcess>;
  running(): readonly BatonProcess[];
  /** `kill -9` for every one; then a new one. */
  crash(): Promise<void>;
  /** What every one has printed, those that are gone too. */
  printed(): string;
  kill(): Promise<void>;
}

export function batonProcesses(env: Readonly<Record<string, string>>): BatonProcesses {
  const running: BatonProcess[] = [];
  const outputs: (() => string)[] = [];

  async function launch(): Promise<BatonProcess> {
    const started = await startProcess({ env });
    running.push(started);
    outputs.push(started.output);
    return started;
  }

  async function kill(): Promise<void> {
    for (const one of running.splice(0)) {
      one.kill('SIGKILL');
      await one.exited;
    }
  }

  // Whatever becomes of the test: none of them is left behind.
  const lastResort = () => {
    for (const one of running) one.kill('SIGKILL');
  };
  process.once('exit', lastResort);
  return {
    launch,
    running: () => running,
    async crash() {
      await kill();
      await launch();
    },
    printed: () => outputs.map((output) => output()).join('\n'),
    async kill() {
      process.off('exit', lastResort);
      await kill();
    },
  };
}

const lineShape = z.looseObject({ level: z.number(), msg: z.string() });
const WARNING = 40;

/** What the processes logged that somebody should look at. A start without a model says so each time, and edits that wait for a platform's rate come later. */
export function worriesIn(printed: string): readonly string[] {
  return printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => {
      const { level, msg } = lineShape.parse(JSON.parse(line));
      return level >= WARNING && !msg.startsWith('REHEARSAL') && !line.includes('"kind":"retry-later"') ? [line] : [];
    });
}
