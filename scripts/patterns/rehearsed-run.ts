/** A whole run in rehearsal without a database, on a clock that this file turns: the same request always gives the same thread. */
import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { readCommand } from '../../commands/index.ts';
import type { ArtifactRef } from '../../src/engine/body.ts';
import type { CallRole, Subject } from '../../src/engine/call.ts';
import { decide } from '../../src/engine/decide.ts';
import type { OptionId } from '../../src/engine/decision.ts';
import { type ArtifactId, artifactId, channelId, inputId, LOCAL_TENANT, type PersonId, personId, threadId, workflowId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { roleOf } from '../../src/engine/roles.ts';
import { DEFAULT_SETTINGS } from '../../src/engine/settings.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import { createRehearsalModel } from '../../src/model/rehearsal.ts';
import type { Library } from '../../src/ports/library.ts';
import { createCallSlots } from '../../src/runtime/call-slots.ts';
import { composedWork } from '../../src/runtime/desk-composition.ts';
import type { AskedWork } from '../../src/runtime/desk-request.ts';
import { createDriveMemory } from '../../src/runtime/drive-memory.ts';
import { type CallEnd, performCall } from '../../src/runtime/perform-call.ts';
import type { PatternExample } from './examples.ts';

export interface RehearsedRun {
  /** While people are asked about the plan. */
  readonly asked: Workflow;
  readonly ended: Workflow;
}

/** 21 November 2026, 14:00 UTC. */
const START = Date.UTC(2026, 10, 21, 14, 0, 0);
/** Nobody reads on for longer: a run that has not ended by then never will. */
const MOST_STEPS = 500;

/** `by`: as the surface of the page knows whoever asks and answers. */
export async function rehearse(example: PatternExample, library: Library, by: PersonId = personId('ada')): Promise<RehearsedRun> {
  const clock = handClock();
  const ids = countedIds();
  const stored = new Map<ArtifactId, { ref: ArtifactRef; content: Uint8Array }>();
  const inputs = example.files.map(({ name, text }) => keep(stored, name, text, ids.next()));
  const asked = await askedWork(example.request, inputs, library, { refs: async () => inputs }, ids);
  for (const made of asked.files?.artifacts ?? []) stored.set(made.ref.id, made);
  const memory = createDriveMemory(LOCAL_TENANT, { read: async (_, id) => stored.get(id) ?? null });
  // Nothing ran before it, so that estimates are from the price table.
  const history = { likeRuns: async () => [] };
  const deps = {
    library,
    ids,
    history,
    model: createRehearsalModel({ clock }),
    slots: createCallSlots({ total: Number.POSITIVE_INFINITY, perTenant: Number.POSITIVE_INFINITY }),
    log: pino({ enabled: false }),
  };
  return await play(asked, inputs, by, clock, (workflow, attempt) => performCall(workflow, attempt, memory, deps, new AbortController().signal));
}

type Perform = (workflow: Workflow, attempt: Parameters<typeof performCall>[1]) => Promise<CallEnd | null>;

async function play(asked: AskedWork, attached: readonly ArtifactRef[], by: PersonId, clock: HandClock, perform: Perform): Promise<RehearsedRun> {
  let state: WorkflowState = { kind: 'none' };
  let atPlan: Workflow | null = null;
  const pending: { readonly at: number; readonly input: Input }[] = [
    { at: START, input: requestFrom(asked, attached, by) },
    { at: START, input: { kind: 'driver-took-over' } },
  ];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = pending.shift() ?? answerTo(state, by, clock.now());
    if (next === null) break;
    clock.turn(next.at);
    const decided = decide(state, next.input, next.at);
    state = decided.after;
    if (state.kind === 'none') continue;
    if (atPlan === null && openDecisions(state).some(({ question }) => question.kind === 'plan-approval')) atPlan = state;
    for (const effect of decided.effects) {
      const attempt = effect.kind === 'call' ? state.running.get(effect.attempt) : undefined;
      const end = attempt && (await perform(state, attempt));
      if (attempt && end) pending.push({ at: next.at + 1_000 * secondsFor(state, attempt.subject), input: end.input });
    }
    pending.sort((one, other) => one.at - other.at);
  }
  if (state.kind === 'none' || atPlan === null || state.stage.kind !== 'ended')
    throw new Error(`The run did not end: ${state.kind === 'none' ? 'none' : state.stage.kind}.`);
  return { asked: atPlan, ended: state };
}

async function askedWork(text: string, inputs: readonly ArtifactRef[], library: Library, artifacts: Attached, ids: { next(): string }): Promise<AskedWork> {
  const read = readCommand(text);
  if (read.kind !== 'request') throw new Error(`This is no request: ${text}`);
  const asked: AskedWork = { ...read, reuse: null };
  const request = { tenant: LOCAL_TENANT, attachments: inputs.map(({ id }) => id) };
  return (await composedWork(request, asked, { library, artifacts, ids })) ?? asked;
}

interface Attached {
  refs(): Promise<readonly ArtifactRef[]>;
}

function requestFrom(asked: AskedWork, attached: readonly ArtifactRef[], by: PersonId): Input {
  const { mode, task, givenPlan, reuse, options, composition, sizes, files } = asked;
  const workflow = workflowId('00000000-0000-7000-8000-00000000beef');
  const place = { tenant: LOCAL_TENANT, surface: 'web', channel: channelId('general'), thread: threadId('thread') };
  const chosen = { ...(options ? { options } : {}), ...(composition ? { composition } : {}), ...(sizes ? { sizes } : {}) };
  const inputs = files?.inputs ?? attached;
  const run = { workflow, number: 1, place, requester: by, mode, task: { kind: 'inline', text: task } as const, inputs, settings: DEFAULT_SETTINGS };
  return { kind: 'request', ...run, givenPlan, reuse, rehearsal: true, ...chosen };
}

/** Whoever asked says yes to everything, 40 seconds after being asked. */
const YES: readonly OptionId[] = ['approve', 'go'];

function answerTo(state: WorkflowState, by: PersonId, now: number): { readonly at: number; readonly input: Input } | null {
  const [decision] = state.kind === 'none' ? [] : openDecisions(state);
  if (!decision) return null;
  const option = YES.find((yes) => decision.options.some(({ id }) => id === yes));
  if (!option) throw new Error(`Nobody can say yes to ${decision.question.kind}.`);
  const actor = { id: by, groups: [], admin: false };
  return { at: now + 40_000, input: { kind: 'answer', decision: decision.id, option, actor, text: null, supplied: null } };
}

/** About what a model takes; workstreams side by side end one after the other. */
const SECONDS: Readonly<Partial<Record<CallRole, number>>> = {
  assessment: 3,
  planning: 12,
  explore: 45,
  general: 150,
  plan: 95,
  panel: 70,
  handoff: 6,
  synthesis: 35,
};

function secondsFor(workflow: Workflow, subject: Subject): number {
  const nth = 'workstream' in subject ? Number(subject.workstream) : 0;
  return (SECONDS[roleOf(workflow, subject)] ?? 10) + 7 * (Number.isNaN(nth) ? 0 : nth);
}

interface HandClock {
  now(): number;
  turn(to: number): void;
  sleep(): Promise<void>;
}

function handClock(): HandClock {
  let time = START;
  return {
    now: () => time,
    turn: (to) => {
      time = to;
    },
    sleep: async () => undefined,
  };
}

function countedIds(): { next(): string } {
  let count = 0;
  return {
    next() {
      count += 1;
      return inputId(`00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`);
    },
  };
}

function keep(stored: Map<ArtifactId, { ref: ArtifactRef; content: Uint8Array }>, name: string, text: string, id: string): ArtifactRef {
  const content = new TextEncoder().encode(text);
  const ref = { id: artifactId(id), name, mediaType: 'text/markdown', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  stored.set(ref.id, { ref, content });
  return ref;
}
