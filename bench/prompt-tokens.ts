/**
 * How many tokens the prompts of a run come to, against the naive way: one conversation whose whole history goes into
 * every call. The same input, tasks and results on both sides, counted by the same rule in one run.
 */
import { artifactId } from '../src/engine/ids.ts';
import type { Plan } from '../src/engine/plan.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/engine/settings.ts';
import type { NewArtifact } from '../src/ports/ledger.ts';
import type { Model, ModelCall } from '../src/ports/model.ts';
import { startBaton } from './baton.ts';
import { endings, planOf, runToEnd, workstream } from './given-runs.ts';
import { noOpModel } from './no-op-model.ts';
import { SILENT } from './silence.ts';

const STEPS = 5;
const INPUT_WORDS = 3_000;
/** A page of text. */
const RESULT_WORDS = 600;
const TASK_WORDS = 60;
/** English; the same for both. */
const BYTES_PER_TOKEN = 4;

const SETTINGS: Settings = { ...DEFAULT_SETTINGS, confirm_before_execute: false, max_parallel_agents: STEPS, workflow_budget_usd: 10_000 };

export async function measurePromptTokens(url: string, report: (line: object) => void): Promise<void> {
  for (const shape of ['fan-out', 'pipeline'] as const) {
    const ours = await promptBytes(url, shape);
    const theirs = naiveBytes(shape);
    report({
      workload: `${shape} of ${STEPS}`,
      prompt_tokens: Math.round(ours / BYTES_PER_TOKEN),
      naive_prompt_tokens: Math.round(theirs / BYTES_PER_TOKEN),
      share: Number((ours / theirs).toFixed(2)),
    });
  }
}

type Shape = 'fan-out' | 'pipeline';

/** Of all calls of one run: system text, files, prompt. */
async function promptBytes(url: string, shape: Shape): Promise<number> {
  const silent = noOpModel(Buffer.byteLength(words(RESULT_WORDS, 'result')));
  let bytes = 0;
  const count = (call: ModelCall): void => {
    const files = call.documents.reduce((sum, document) => sum + Buffer.byteLength(document.kind === 'text' ? document.text : document.base64), 0);
    bytes += Buffer.byteLength(call.system) + files + Buffer.byteLength(call.prompt);
  };
  const model: Model = {
    kind: 'real',
    write(call, signal) {
      count(call);
      return silent.write(call, signal);
    },
    fill(call, signal) {
      count(call);
      return silent.fill(call, signal);
    },
  };
  const ends = endings();
  const baton = await startBaton({ url, model, settings: SETTINGS, surface: 'silent', watch: { ledger: ends.watch, posts: (real) => real } });
  try {
    await runToEnd({ baton, surface: SILENT, givenPlan: planFor(shape), settings: SETTINGS, files: [inputFile(shape)], wait: ends.wait });
    return bytes;
  } finally {
    await baton.stop();
  }
}

function planFor(shape: Shape): Plan {
  return planOf(Array.from({ length: STEPS }, (_, index) => workstream(index + 1, shape === 'fan-out' || index === 0 ? [] : [index], taskOf(index + 1))));
}

function inputFile(shape: Shape): NewArtifact {
  const content = Buffer.from(words(INPUT_WORDS, 'input'));
  return {
    ref: { id: artifactId(`bench-input-${shape}`), name: 'input.md', mediaType: 'text/markdown', bytes: content.length, sha256: '0'.repeat(64) },
    content,
  };
}

/** Input, and then task and result of each step so far; the last call integrates. Workers side by side see what stood there when they began. */
function naiveBytes(shape: Shape): number {
  const result = Buffer.byteLength(words(RESULT_WORDS, 'result'));
  let history = Buffer.byteLength(words(INPUT_WORDS, 'input'));
  let sent = 0;
  for (let step = 1; step <= STEPS; step += 1) {
    const task = Buffer.byteLength(taskOf(step));
    sent += history + task;
    if (shape === 'pipeline') history += task + result;
  }
  if (shape === 'fan-out') history += STEPS * (Buffer.byteLength(taskOf(1)) + result);
  return sent + history;
}

function taskOf(step: number): string {
  return `Do step ${step}. ${words(TASK_WORDS, `step${step}`)}`;
}

function words(count: number, word: string): string {
  return Array.from({ length: count }, () => word).join(' ');
}
