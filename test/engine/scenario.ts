/** Given / when / then for the engine: a workflow that inputs are fed to, one after the other, on a hand-turned clock. */

import { type Decided, decide } from '../../src/engine/decide.ts';
import type { Actor } from '../../src/engine/decision.ts';
import type { WorkflowEvent } from '../../src/engine/event.ts';
import type { Failure } from '../../src/engine/failure.ts';
import { artifactId, channelId, decisionId, type PersonId, personId, phaseId, tenantId, threadId, workflowId, workstreamId } from '../../src/engine/ids.ts';
import type { CallResult, Input } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import type { Phase, Plan, Workstream } from '../../src/engine/plan.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/engine/settings.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';

export const ANN = personId('ann');
export const BOB = personId('bob');
/** What the engine sees of them: no groups, no admin. */
export const by = (id: PersonId): Actor => ({ id, groups: [], admin: false });

export const USAGE = {
  model: 'claude-haiku-5-5',
  inputTokens: 100,
  cacheWriteTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 50,
  costUsd: 0.01,
  chargedUsd: 0.01,
};

export const TIMEOUT: Failure = { kind: 'timeout', detail: 'no answer in 30 min' };

export function ref(name: string, bytes = 400) {
  return { id: artifactId(`artifact-${name}`), name: `${name}.md`, mediaType: 'text/markdown', bytes, sha256: 'f'.repeat(64) };
}

export function work(id: string, dependsOn: readonly string[] = [], more: Partial<Workstream> = {}): Workstream {
  return {
    id: workstreamId(id),
    title: `Work ${id}`,
    task: `Do part ${id}.`,
    agent: 'general',
    persona: null,
    skills: [],
    dependsOn: dependsOn.map(workstreamId),
    estimateMinutes: 5,
    output: 'text',
    deliverable: `part-${id}.md`,
    successCheck: null,
    ...more,
  };
}

export function phase(id: string, workstreams: readonly string[], more: Partial<Phase> = {}): Phase {
  return { id: phaseId(id), title: `Phase ${id}`, workstreams: workstreams.map(workstreamId), persona: null, skills: [], gate: 'none', handoff: true, ...more };
}

/** 1 and 2 in parallel, then 3, which needs both. */
export const PLAN: Plan = {
  v: 1,
  pattern: 'mixed',
  reason: '3 needs 1 and 2.',
  phases: [phase('p1', ['1', '2']), phase('p2', ['3'])],
  workstreams: [work('1'), work('2'), work('3', ['1', '2'])],
};

export interface Scenario {
  readonly state: () => Workflow;
  /** All events so far. */
  readonly log: () => readonly WorkflowEvent[];
  /** Feeds an input and returns what was decided. */
  readonly when: (input: Input) => Decided;
  readonly succeed: (subject: string, result?: CallResult) => Decided;
  readonly fail: (subject: string, failure?: Failure, times?: number) => Decided;
  readonly answer: (option: Extract<Input, { kind: 'answer' }>['option'], more?: Partial<Extract<Input, { kind: 'answer' }>>) => Decided;
  /** Lets time pass, and the engine notice. */
  readonly wait: (ms: number) => Decided;
  /** Running calls by name: `workstream 1`, `handoff p1`, `synthesis`. */
  readonly running: () => readonly string[];
}

export function requestOf(more: Partial<Extract<Input, { kind: 'request' }>> = {}): Extract<Input, { kind: 'request' }> {
  return {
    kind: 'request',
    workflow: workflowId('w'),
    number: 1,
    place: { tenant: tenantId('local'), surface: 'web', channel: channelId('general'), thread: threadId('t') },
    requester: ANN,
    mode: 'orchestrate',
    task: { kind: 'inline', text: 'Compare A AND write B THEN review C' },
    inputs: [],
    settings: DEFAULT_SETTINGS,
    givenPlan: null,
    reuse: null,
    rehearsal: false,
    ...more,
  };
}

export function scenario(request: Input = requestOf()): Scenario {
  let state: WorkflowState = { kind: 'none' };
  let now = 1_000;
  const log: WorkflowEvent[] = [];
  const when = (input: Input): Decided => {
    now += 1_000;
    const decided = decide(state, input, now);
    state = decided.after;
    log.push(...decided.events);
    return decided;
  };
  const current = (): Workflow => {
    if (state.kind === 'none') throw new Error('The workflow has not been requested.');
    return state;
  };
  const attemptFor = (subject: string) => {
    const found = [...current().running.values()].find((attempt) => nameOf(attempt.subject) === subject);
    if (!found) throw new Error(`${subject} is not running; running: ${running().join(', ') || 'nothing'}`);
    return found.id;
  };
  const running = (): readonly string[] => [...current().running.values()].map(({ subject }) => nameOf(subject));
  when(request);
  when({ kind: 'driver-took-over' });
  return {
    state: current,
    log: () => log,
    when,
    running,
    wait: (ms) => {
      now += ms;
      return when({ kind: 'time-passed' });
    },
    succeed: (subject, result = resultFor(subject)) => when({ kind: 'call-succeeded', attempt: attemptFor(subject), result, usage: USAGE }),
    fail: (subject, failure = TIMEOUT, times = 1) => {
      let decided = when({ kind: 'call-failed', attempt: attemptFor(subject), failure, usage: USAGE });
      for (let n = 1; n < times; n += 1) decided = when({ kind: 'call-failed', attempt: attemptFor(subject), failure, usage: USAGE });
      return decided;
    },
    answer: (option, more = {}) => {
      const decision = openDecisions(current()).at(-1);
      return when({ kind: 'answer', decision: decision?.id ?? decisionId('none'), option, actor: by(ANN), text: null, supplied: null, ...more });
    },
  };
}

/** A workflow whose given plan was approved: work is running. */
export function started(plan: Plan = PLAN, settings: Partial<Settings> = {}, more: Parameters<typeof requestOf>[0] = {}): Scenario {
  const run = scenario(requestOf({ givenPlan: plan, settings: { ...DEFAULT_SETTINGS, ...settings }, ...more }));
  run.answer('approve');
  return run;
}

function resultFor(subject: string): CallResult {
  const [kind, id] = subject.split(' ');
  switch (kind) {
    case 'assessment':
      return { kind: 'assessment', complexity: { level: 'MODERATE', score: 3, indicators: [], raisedBy: null }, suggestedPattern: 'mixed' };
    case 'inline':
      return { kind: 'inline', answer: { kind: 'inline', text: 'Short answer.' } };
    case 'plan':
      return { kind: 'plan', plan: PLAN };
    case 'workstream':
      return { kind: 'workstream', artifact: ref(`result-${id}`), opening: `Result ${id}`, ballot: null };
    case 'check':
      return { kind: 'check', verdict: { passed: true, reason: 'It holds.', advice: '' } };
    case 'handoff':
      return { kind: 'handoff', handoff: { decisions: ['Go on.'], openItems: ['Who owns it?'] } };
    default:
      return { kind: 'synthesis', synthesis: { title: 'All of it', notes: [] }, answer: { kind: 'inline', text: 'The whole.' } };
  }
}

function nameOf(subject: Workflow['running'] extends ReadonlyMap<unknown, infer Attempt> ? (Attempt extends { subject: infer S } ? S : never) : never): string {
  if (subject.kind === 'workstream' || subject.kind === 'check') return `${subject.kind} ${subject.workstream}`;
  return subject.kind === 'handoff' ? `handoff ${subject.phase}` : subject.kind;
}

export const kinds = (decided: Decided): readonly string[] => decided.events.map((event) => event.kind);
