/** From a command to the first card in its thread, with fifty commands at once. */
import type { WorkflowId } from '../src/engine/ids.ts';
import { inputId, personId } from '../src/engine/ids.ts';
import { DEFAULT_SETTINGS } from '../src/engine/settings.ts';
import type { Posts } from '../src/ports/posts.ts';
import { type BenchBaton, CHANNEL, startBaton, TENANT } from './baton.ts';
import { noOpModel } from './no-op-model.ts';

const AT_ONCE = 50;
const ROUNDS = 6;

export async function measureLatency(url: string, report: (line: object) => void): Promise<void> {
  const cards = firstCards();
  const baton = await startBaton({
    url,
    model: noOpModel(400),
    settings: DEFAULT_SETTINGS,
    surface: 'web',
    watch: { ledger: (real) => real, posts: cards.watch },
  });
  try {
    const round = () => Promise.all(Array.from({ length: AT_ONCE }, () => commandToCard(baton, cards.wait)));
    await round();
    const times: number[] = [];
    for (let count = 0; count < ROUNDS; count += 1) times.push(...(await round()));
    times.sort((a, b) => a - b);
    report({ workload: 'first-card', commands: times.length, at_once: AT_ONCE, p50_ms: at(times, 0.5), p99_ms: at(times, 0.99), max_ms: at(times, 1) });
  } finally {
    await baton.stop();
  }
}

async function commandToCard(baton: BenchBaton, card: (workflow: WorkflowId) => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const input = inputId(baton.ids.next());
  const text = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';
  const reply = await baton.desk.command({
    tenant: TENANT,
    actor: personId('bench'),
    groups: [],
    admin: true,
    input,
    surface: 'web',
    channel: CHANNEL,
    thread: null,
    text,
    attachments: [],
  });
  if (reply.kind !== 'started') throw new Error(`the command was ${reply.kind}`);
  return (await card(reply.workflow)) - startedAt;
}

/** When the first card of a workflow can be read by the page; it may be there before the command has answered. */
function firstCards(): { watch(real: Posts): Posts; wait(workflow: WorkflowId): Promise<number> } {
  const posted = new Map<WorkflowId, number>();
  const waiting = new Map<WorkflowId, (at: number) => void>();
  return {
    watch: (real) => ({
      ...real,
      async record(post) {
        const recorded = await real.record(post);
        if (!posted.has(post.workflow)) {
          posted.set(post.workflow, performance.now());
          waiting.get(post.workflow)?.(performance.now());
        }
        return recorded;
      },
    }),
    wait: (workflow) => {
      const at = posted.get(workflow);
      return at === undefined ? new Promise((resolve) => waiting.set(workflow, resolve)) : Promise.resolve(at);
    },
  };
}

function at(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0).toFixed(1));
}
