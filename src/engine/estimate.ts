/**
 * What calls will cost, before they are made: the usual case for people, the worst case for reservations.
 * Figures come from sizes in the state and the price table, so they are pure and the same everywhere.
 */
import { bytesOf, utf8Bytes } from './body.ts';
import type { Amounts } from './budget.ts';
import type { CallRole, Subject } from './call.ts';
import type { PlanEstimate } from './event.ts';
import type { PhaseId } from './ids.ts';
import { libraryBytes, sizeOf } from './library-sizes.ts';
import type { LikeRuns } from './like-runs.ts';
import { priceOf, ROLE_MODELS } from './model-table.ts';
import { type Plan, phaseOf, type Workstream, workstreamOf } from './plan.ts';
import { filesRead, filesSent, fileTokens, tokensRead, USUAL_BYTES_PER_TOKEN } from './request-files.ts';
import { reusedResults } from './reused-results.ts';
import { chosenModel, modelFor, roleOf } from './roles.ts';
import type { Workflow } from './state.ts';
import { lastSentBack } from './under-review.ts';

/** Code and other scripts are denser than the usual case. */
export const WORST_BYTES_PER_TOKEN = 2;
/** System text, persona, instructions and output format of our longest prompt, rounded up. */
const PROMPT_TOKENS = 3_000;
/** Of an iterative loop, until the ledger has like runs: one that falls short, one that passes. */
const USUAL_ROUNDS = 2;
/** Share of a usual answer that the slowest tenth of runs needs on top; until the ledger has like runs. */
const P90_FACTOR = 1.7;

/** About as many tokens as a text has in a usual prompt. An estimate: the service alone counts them. */
export function usualTokens(text: string): number {
  return Math.ceil(utf8Bytes(text) / USUAL_BYTES_PER_TOKEN);
}

/** Dollars that the call cannot exceed: all input as a cache write and the whole `max_tokens`. */
export function worstCaseUsd(workflow: Workflow, subject: Subject): number {
  return worstCase(workflow, subject).usd;
}

/** In dollars, and in tokens in and out. */
export function worstCase(workflow: Workflow, subject: Subject): Amounts {
  const { maxTokens } = ROLE_MODELS[roleOf(workflow, subject)];
  const input = PROMPT_TOKENS + inputTokens(workflow, subject, WORST_BYTES_PER_TOKEN);
  return { usd: priced(modelFor(workflow, subject), { input: 0, written: input, output: maxTokens }), tokens: Math.ceil(input) + maxTokens };
}

/** Dollars that one more usual attempt of a workstream costs. */
export function usualWorkstreamUsd(workflow: Workflow, workstream: Workstream): number {
  return usualUsd(workflow, { kind: 'workstream', workstream: workstream.id }, workstream.output === 'ballot' ? 'panel' : workstream.agent);
}

/** Dollars that another plan, or an answer without one, usually costs. */
export function usualInsteadUsd(workflow: Workflow, instead: 'plan' | 'inline'): number {
  return usualUsd(workflow, { kind: instead }, instead === 'plan' ? 'planning' : 'inline');
}

export function usualHandoffUsd(workflow: Workflow, phase: PhaseId): number {
  return usualUsd(workflow, { kind: 'handoff', phase }, 'handoff');
}

export function usualCheckUsd(): number {
  return priced(ROLE_MODELS.check.model, { input: PROMPT_TOKENS, written: 0, output: ROLE_MODELS.check.usualOutput });
}

/** One look of a supervisor at a usual result. */
function usualReviewUsd(): number {
  const { model, usualOutput } = ROLE_MODELS.review;
  return priced(model, { input: PROMPT_TOKENS + ROLE_MODELS.general.usualOutput, written: 0, output: usualOutput });
}

/** What the whole workflow will have cost: from what runs like it cost, where enough are known, else from the price table. */
export function estimatePlan(plan: Plan, workflow: Workflow, like: LikeRuns | null = null): PlanEstimate {
  const table = tableEstimate(plan, workflow);
  const isLike = like !== null && workflow.reuse === null && !plan.tracked;
  return isLike ? fromRuns(like, table, workflow) : table;
}

/** An edit changes by as much as it changes by the price table. */
export function estimateEdited(plan: Plan, workflow: Workflow): PlanEstimate {
  const { proposal } = workflow;
  const table = tableEstimate(plan, workflow);
  if (!proposal || proposal.estimate.fromRuns === 0) return table;
  const before = tableEstimate(proposal.plan, workflow);
  const { p50Usd, p90Usd, fromRuns: runs } = proposal.estimate;
  return fromRuns({ runs, p50Usd: p50Usd * (table.p50Usd / before.p50Usd), p90Usd: p90Usd * (table.p90Usd / before.p90Usd) }, table, workflow);
}

/** Never below what is spent already. */
function fromRuns({ runs, p50Usd, p90Usd }: LikeRuns, { minutes }: PlanEstimate, { spent }: Workflow): PlanEstimate {
  return { p50Usd: Math.max(p50Usd, spent.costUsd), p90Usd: Math.max(p90Usd, spent.costUsd), minutes, fromRuns: runs };
}

/** What is spent already, its workstreams, a supervisor's looks at them, its handoffs and the integration. What a plan may grow by is not in it. */
function tableEstimate(plan: Plan, workflow: Workflow): PlanEstimate {
  const reused = reusedResults(plan, workflow);
  // What others do has a price of theirs.
  const own = plan.tracked ? [] : plan.workstreams.filter(({ id }) => !reused.has(id));
  const work = own.reduce((sum, workstream) => sum + usualPlanned(workflow, plan, workstream), 0);
  const handoffs = plan.phases.filter((phase) => phase.handoff).length * usualUsd(workflow, { kind: 'synthesis' }, 'handoff');
  const looks = plan.growth ? own.length * usualReviewUsd() : 0;
  const ahead = work + handoffs + looks + usualSynthesisUsd(workflow);
  const { costUsd } = workflow.spent;
  return { p50Usd: costUsd + ahead, p90Usd: costUsd + ahead * P90_FACTOR, minutes: minutesOf(plan, workflow.settings.max_parallel_agents), fromRuns: 0 };
}

/** Dollars that integrating the results that there are now usually costs. */
export function usualSynthesisUsd(workflow: Workflow): number {
  return usualUsd(workflow, { kind: 'synthesis' }, 'synthesis');
}

function usualPlanned(workflow: Workflow, plan: Plan, workstream: Workstream): number {
  const role = workstream.output === 'ballot' ? 'panel' : workstream.agent;
  const dependencies = workstream.dependsOn.length * ROLE_MODELS.general.usualOutput;
  const usual = ROLE_MODELS[role];
  const model = chosenModel(workflow, workstream.id) ?? usual.model;
  const texts = libraryBytes(plan, workstream, workflow.sizes) / USUAL_BYTES_PER_TOKEN;
  const input = PROMPT_TOKENS / 2 + dependencies / 2 + texts + fileTokens(filesSent(workflow, workstream), USUAL_BYTES_PER_TOKEN);
  const once = priced(model, { input, written: 0, output: usual.usualOutput });
  return workstream.loop ? USUAL_ROUNDS * (once + usualCheckUsd()) : once;
}

function usualUsd(workflow: Workflow, subject: Subject, as: CallRole): number {
  const { model, usualOutput } = ROLE_MODELS[as];
  const chosen = subject.kind === 'workstream' ? chosenModel(workflow, subject.workstream) : null;
  const input = PROMPT_TOKENS / 2 + inputTokens(workflow, subject, USUAL_BYTES_PER_TOKEN);
  return priced(chosen ?? model, { input, written: 0, output: usualOutput });
}

/** Minutes with at most `parallel` at once: the longer of the critical path and the shared work, phase by phase. */
function minutesOf(plan: Plan, parallel: number): number {
  return plan.phases.reduce((sum, phase) => {
    const work = phase.workstreams.flatMap((id) => workstreamOf(plan, id) ?? []);
    const longest = new Map<string, number>();
    for (const workstream of work) {
      const before = Math.max(0, ...workstream.dependsOn.map((id) => longest.get(id) ?? 0));
      longest.set(workstream.id, before + workstream.estimateMinutes);
    }
    const total = work.reduce((all, workstream) => all + workstream.estimateMinutes, 0);
    return sum + Math.ceil(Math.max(...longest.values(), total / parallel));
  }, 0);
}

function inputTokens(workflow: Workflow, subject: Subject, bytesPerToken: number): number {
  return (
    (bytesOf(workflow.task) + noteBytes(workflow, subject) + materialBytes(workflow, subject)) / bytesPerToken +
    tokensRead(filesRead(workflow, subject), bytesPerToken)
  );
}

/** What people added, for everyone or for this workstream. */
function noteBytes(workflow: Workflow, subject: Subject): number {
  const own = subject.kind === 'workstream' || subject.kind === 'check' ? subject.workstream : null;
  const meant = workflow.notes.filter(({ workstream }) => workstream === null || workstream === own);
  return meant.reduce((sum, { text }) => sum + utf8Bytes(text), 0);
}

/** Bytes of results and handoffs that the prompt carries for this subject. */
function materialBytes(workflow: Workflow, subject: Subject): number {
  switch (subject.kind) {
    case 'inline':
      return workflow.options.skills.reduce((sum, name) => sum + sizeOf(workflow.sizes, 'skill', name).bytes, 0);
    case 'assessment':
    case 'plan':
      return 0;
    case 'workstream':
    case 'check': {
      const plan = workflow.proposal?.plan;
      const workstream = plan && workstreamOf(plan, subject.workstream);
      if (!plan || !workstream) return 0;
      const draft = workflow.workstreams.get(subject.workstream)?.loop?.draft?.artifact.bytes ?? lastSentBack(workflow, subject.workstream)?.seen?.bytes ?? 0;
      const results = workstream.dependsOn.reduce((sum, id) => sum + resultBytes(workflow, id), 0);
      const items = (workstream.partition?.items ?? []).reduce((sum, item) => sum + utf8Bytes(item), 0);
      const texts = subject.kind === 'workstream' ? libraryBytes(plan, workstream, workflow.sizes) : 0;
      return utf8Bytes(workstream.task) + givenBytes(workflow, workstream.id) + texts + items + results + draft + handoffBytes(workflow, plan, workstream);
    }
    case 'review':
      return resultBytes(workflow, subject.workstream) + planBytes(workflow) + givenBytes(workflow, subject.workstream);
    case 'handoff': {
      const phase = workflow.proposal?.plan.phases.find((candidate) => candidate.id === subject.phase);
      return (phase?.workstreams ?? []).reduce((sum, id) => sum + resultBytes(workflow, id), 0);
    }
    case 'synthesis':
      return [...workflow.workstreams.keys()].reduce((sum, id) => sum + resultBytes(workflow, id), 0);
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

/** What people gave for the inputs that its task names. */
function givenBytes({ proposal }: Workflow, id: Workstream['id']): number {
  const given = (proposal && workstreamOf(proposal.plan, id)?.given) ?? [];
  return given.reduce((sum, { text }) => sum + utf8Bytes(text), 0);
}

/** What a supervisor is told of the plan: its workstreams, the request's parts and what it decided so far. */
function planBytes({ proposal, supervision }: Workflow): number {
  const titles = (proposal?.plan.workstreams ?? []).reduce((sum, { title, task }) => sum + utf8Bytes(title) + utf8Bytes(task), 0);
  const parts = (proposal?.plan.growth?.parts ?? []).reduce((sum, part) => sum + utf8Bytes(part), 0);
  return titles + parts + supervision.decisions.reduce((sum, { review }) => sum + utf8Bytes(JSON.stringify(review)), 0);
}

function resultBytes(workflow: Workflow, id: Workstream['id']): number {
  const status = workflow.workstreams.get(id)?.status;
  return status?.kind === 'done' || status?.kind === 'supplied' ? status.artifact.bytes : 0;
}

function handoffBytes(workflow: Workflow, plan: Plan, workstream: Workstream): number {
  const phase = phaseOf(plan, workstream.id);
  const before = workflow.handoffs.find((handoff) => handoff.next === phase?.id);
  return before ? [...before.decisions, ...before.openItems].reduce((sum, line) => sum + utf8Bytes(line), 0) : 0;
}

function priced(model: string, tokens: { input: number; written: number; output: number }): number {
  return priceOf(model, { inputTokens: tokens.input, cacheWriteTokens: tokens.written, cacheReadTokens: 0, outputTokens: tokens.output }) ?? 0;
}
