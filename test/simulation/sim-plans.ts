/** Random requests, settings and plans of every pattern. */
import type { PlanDraft } from '../../src/engine/answers.ts';
import type { Mode } from '../../src/engine/event.ts';
import { channelId, tenantId, threadId, workflowId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { AGENT_TYPES, type Plan } from '../../src/engine/plan.ts';
import { buildPlan, givenFanOut, PATTERNS } from '../../src/patterns/index.ts';
import type { Random } from './random.ts';
import { REQUESTER } from './sim-actors.ts';
import { anySettings } from './sim-settings.ts';

const PERSONAS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

export type Request = Extract<Input, { kind: 'request' }>;

export function anyRequest(random: Random): Request {
  const mode = random.pick<Mode>(['orchestrate', 'orchestrate', 'parallel', 'parallel', 'plan-only', 'auto']);
  return {
    kind: 'request',
    workflow: workflowId('00000000-0000-7000-8000-000000000001'),
    number: 1,
    place: { tenant: tenantId('local'), surface: 'web', channel: channelId('general'), thread: threadId('thread') },
    requester: REQUESTER,
    mode,
    task: { kind: 'inline', text: random.pick(['Compare A AND B THEN write C', 'A AND B AND C', 'Review this']) },
    inputs: [],
    settings: anySettings(random),
    givenPlan: mode === 'parallel' ? givenPlan(random) : null,
    reuse: null,
    rehearsal: random.chance(0.5),
  };
}

function givenPlan(random: Random): Plan {
  // Mostly what `/parallel` gives, sometimes a plan of another shape, which the engine takes the same way.
  if (random.chance(0.5)) return anyPlan(random, { mayBreakRules: false });
  return givenFanOut(Array.from({ length: random.int(2, 7) }, (_, index) => ({ agent: random.pick(AGENT_TYPES), text: `part ${index + 1}` })));
}

/** `mayBreakRules`: one in ten is a plan that the engine must reject. */
export function anyPlan(random: Random, options: { readonly mayBreakRules: boolean }): Plan {
  for (;;) {
    const built = buildPlan(anyDraft(random, random.maybe(PATTERNS)?.name ?? 'mixed'), { task: 'task', personas: PERSONAS });
    if (built.kind === 'problems') continue;
    const plan = gated(random, random.chance(0.2) ? withoutHandoffs(built.plan) : built.plan);
    return options.mayBreakRules && random.chance(0.1) ? broken(plan) : plan;
  }
}

function anyDraft(random: Random, pattern: string): PlanDraft {
  const count = random.int(2, 7);
  const waits = pattern === 'mixed' || pattern === 'pipeline';
  const workstreams = Array.from({ length: count }, (_, index) => ({
    title: `Part ${index + 1}`,
    task: `do part ${index + 1}`,
    agent: random.pick(AGENT_TYPES),
    persona: pattern === 'expert-panel' ? (PERSONAS[index] ?? null) : random.maybe([null, ...PERSONAS.slice(0, 2)]),
    dependsOn: waits ? Array.from({ length: index }, (_, earlier) => earlier + 1).filter(() => random.chance(0.4)) : [],
    estimateMinutes: random.int(1, 15),
    deliverable: `part-${index + 1}.md`,
    successCheck: random.chance(0.5) ? 'it is right' : null,
  }));
  return { pattern, reason: 'simulated', workstreams };
}

/** Some plans bring gates of their own, whatever the setting says. */
function gated(random: Random, plan: Plan): Plan {
  return random.chance(0.2) ? { ...plan, phases: plan.phases.map((phase) => (random.chance(0.4) ? { ...phase, gate: 'approve' } : phase)) } : plan;
}

function withoutHandoffs(plan: Plan): Plan {
  return { ...plan, phases: plan.phases.map((phase) => ({ ...phase, handoff: false })) };
}

/** Its first workstream waits for its last, which no phase order allows. */
function broken(plan: Plan): Plan {
  const last = plan.workstreams.at(-1);
  return { ...plan, workstreams: plan.workstreams.map((one, index) => (index === 0 && last ? { ...one, dependsOn: [last.id] } : one)) };
}
