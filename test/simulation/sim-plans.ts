/** Random requests, settings and plans of every pattern. */
import type { PlanDraft } from '../../src/engine/answers.ts';
import type { CompositionRun } from '../../src/engine/composition.ts';
import type { Mode } from '../../src/engine/event.ts';
import { channelId, tenantId, threadId, workflowId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { AGENT_TYPES, type Plan, WORK_KINDS } from '../../src/engine/plan.ts';
import { NO_OPTIONS } from '../../src/engine/request-options.ts';
import { buildPlan, givenFanOut, PATTERNS, type PlanContext } from '../../src/patterns/index.ts';
import type { Random } from './random.ts';
import { REQUESTER } from './sim-actors.ts';
import { anyTrackedPlan } from './sim-lists.ts';
import { anySettings } from './sim-settings.ts';

const PERSONAS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

const CONTEXT: PlanContext = { task: 'task', personas: PERSONAS, skills: [], templates: [], inputs: [], items: [], options: NO_OPTIONS, level: null };

export type Request = Extract<Input, { kind: 'request' }>;

export function anyRequest(random: Random): Request {
  const mode = random.pick<Mode>(['orchestrate', 'orchestrate', 'parallel', 'parallel', 'plan-only', 'auto', 'tracked']);
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
    givenPlan: mode === 'parallel' ? givenPlan(random) : mode === 'tracked' ? anyTrackedPlan(random) : null,
    reuse: null,
    rehearsal: random.chance(0.5),
    ...(mode !== 'parallel' && mode !== 'tracked' && random.chance(0.2)
      ? { options: { ...NO_OPTIONS, pattern: random.pick([null, 'pipeline', 'mixed', 'inline']), model: 'claude-haiku-5-5' } }
      : {}),
    ...(mode === 'parallel' && random.chance(0.3) ? { composition: anyComposition(random) } : {}),
  };
}

/** Some of what it asks for was given with the request; often not all that is required. */
function anyComposition(random: Random): CompositionRun {
  const inputs = ['deal', 'terms', 'notes'].map((name) => ({ name, description: `the ${name}`, required: random.chance(0.7) }));
  const given = inputs.filter(() => random.chance(0.4)).map(({ name }) => ({ name, value: { kind: 'text', text: `the ${name} {{deal}}` } as const }));
  return { name: 'deal-review', inputs, given };
}

function givenPlan(random: Random): Plan {
  // Mostly what `/parallel` gives, sometimes a plan of another shape, which the engine takes the same way.
  if (random.chance(0.5)) return anyPlan(random, { mayBreakRules: false });
  return givenFanOut(Array.from({ length: random.int(2, 7) }, (_, index) => ({ agent: random.pick(AGENT_TYPES), text: `part ${index + 1} of {{deal}}` })));
}

/** `mayBreakRules`: one in ten is a plan that the engine must reject. */
/** `pattern`: mostly that one, where it can be built of what the simulation has. */
export function anyPlan(random: Random, options: { readonly mayBreakRules: boolean }, pattern: string | null = null): Plan {
  for (let time = 0; ; time += 1) {
    const name = pattern !== null && time < 5 ? pattern : (random.maybe(PATTERNS)?.name ?? 'mixed');
    const chosen = { ...NO_OPTIONS, rounds: random.pick([null, null, 2]) };
    const built = buildPlan(anyDraft(random, name), { ...CONTEXT, options: chosen });
    if (built.kind === 'problems') continue;
    const plan = gated(random, withParts(random, random.chance(0.2) ? withoutHandoffs(built.plan) : built.plan));
    return options.mayBreakRules && random.chance(0.1) ? broken(plan) : plan;
  }
}

function anyDraft(random: Random, pattern: string): PlanDraft {
  const count = pattern === 'supervisor' ? random.int(1, 3) : random.int(2, 7);
  const waits = pattern === 'mixed' || pattern === 'pipeline' || pattern === 'supervisor';
  const workstreams = Array.from({ length: count }, (_, index) => ({
    title: `Part ${index + 1}`,
    task: `do part ${index + 1}`,
    agent: random.pick(AGENT_TYPES),
    work: random.pick(WORK_KINDS),
    persona: pattern === 'expert-panel' ? (PERSONAS[index] ?? null) : random.maybe([null, ...PERSONAS.slice(0, 2)]),
    skills: [],
    template: null,
    parts: [],
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

/** Some requests of a supervisor name parts, which its pieces may leave out. */
function withParts(random: Random, plan: Plan): Plan {
  return plan.growth && random.chance(0.5) ? { ...plan, growth: { ...plan.growth, parts: ['the first', 'the second'] } } : plan;
}

function withoutHandoffs(plan: Plan): Plan {
  return { ...plan, phases: plan.phases.map((phase) => ({ ...phase, handoff: false })) };
}

/** Its first workstream waits for its last, which no phase order allows. */
function broken(plan: Plan): Plan {
  const last = plan.workstreams.at(-1);
  return { ...plan, workstreams: plan.workstreams.map((one, index) => (index === 0 && last ? { ...one, dependsOn: [last.id] } : one)) };
}
