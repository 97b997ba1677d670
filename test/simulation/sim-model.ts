/** What a simulated model answers: anything that a real one could, every failure included. */
import { createHash } from 'node:crypto';
import { type Ballot, RISK_COLOURS } from '../../src/engine/answers.ts';
import type { ArtifactRef, Body } from '../../src/engine/body.ts';
import type { AttemptRecord, Usage } from '../../src/engine/call.ts';
import type { Failure, FailureKind } from '../../src/engine/failure.ts';
import { type AttemptId, artifactId, type WorkstreamId } from '../../src/engine/ids.ts';
import type { CallResult, Input } from '../../src/engine/input.ts';
import { workstreamOf } from '../../src/engine/plan.ts';
import type { Workflow, WorkflowState } from '../../src/engine/state.ts';
import type { Random } from './random.ts';
import { anyAssessment, anyJudgedPlan } from './sim-judgement.ts';
import { anyReview } from './sim-review.ts';

/** The kinds that a call can end with, all of them: the type complains when one is missing. */
const FAILURE_KINDS = Object.keys({
  refusal: 1,
  'max-tokens': 1,
  'context-overflow': 1,
  'malformed-output': 1,
  timeout: 1,
  'rate-limited': 1,
  overloaded: 1,
  connection: 1,
  'server-error': 1,
  'invalid-request': 1,
  authentication: 1,
  rehearsed: 1,
  'plan-rejected': 1,
  'choice-rejected': 1,
  'check-not-passed': 1,
  reported: 1,
} satisfies Record<FailureKind, 1>) as FailureKind[];

function anyFailure(random: Random): Failure {
  return { kind: random.maybe(FAILURE_KINDS) ?? 'timeout', detail: 'simulated' };
}

/** The end of a call. Costs stay within the reservation, as `max_tokens` guarantees. */
export function callEnd(random: Random, workflow: Workflow, attempt: AttemptRecord, failureRate: number): Input {
  const usage = usageOf(random, attempt);
  if (random.chance(failureRate)) return { kind: 'call-failed', attempt: attempt.id, failure: anyFailure(random), usage: random.chance(0.5) ? usage : null };
  return { kind: 'call-succeeded', attempt: attempt.id, result: resultOf(random, workflow, attempt), usage };
}

/** Of an aborted call: sometimes nothing is heard, sometimes the same twice, and seldom more than was set aside, which cannot be so. */
export function abortedEnds(random: Random, state: WorkflowState | null, id: AttemptId): readonly Input[] {
  const booking = state?.kind === 'workflow' ? state.bookings.get(id) : undefined;
  if (!booking || random.chance(0.2)) return [];
  const attempt = { model: 'claude-sonnet-5-5', reservedUsd: booking.usd, reservedTokens: booking.tokens };
  const usage = usageOf(random, attempt, random.pick([0, 0.2, 0.6, 1, 1.5]));
  const end: Input = { kind: 'call-aborted', attempt: id, usage };
  return random.chance(0.4) ? [end, end] : [end];
}

function usageOf(
  random: Random,
  attempt: Pick<AttemptRecord, 'model' | 'reservedUsd' | 'reservedTokens'>,
  share: number = random.pick([0.1, 0.5, 0.9, 1]),
): Usage {
  const costUsd = attempt.reservedUsd * share;
  return {
    model: attempt.model,
    inputTokens: Math.floor(attempt.reservedTokens * share * 0.4),
    cacheWriteTokens: 0,
    cacheReadTokens: Math.floor(attempt.reservedTokens * share * 0.1),
    outputTokens: Math.floor(attempt.reservedTokens * share * 0.5),
    costUsd,
    chargedUsd: costUsd,
  };
}

function resultOf(random: Random, workflow: Workflow, attempt: AttemptRecord): CallResult {
  const { subject } = attempt;
  switch (subject.kind) {
    case 'assessment':
      return anyAssessment(random, workflow);
    case 'inline':
      return { kind: 'inline', answer: body(random, attempt.id) };
    case 'plan':
      return { kind: 'plan', plan: anyJudgedPlan(random, workflow) };
    case 'workstream':
      return { kind: 'workstream', artifact: artifact(attempt.id), opening: 'opening', ballot: votes(workflow, subject.workstream) ? ballot(random) : null };
    case 'check':
      return { kind: 'check', verdict: { passed: random.chance(0.4), reason: 'simulated', advice: 'more' } };
    case 'review':
      return { kind: 'review', review: anyReview(random, workflow) };
    case 'handoff':
      return { kind: 'handoff', handoff: { decisions: ['decided'], openItems: random.chance(0.5) ? ['open'] : [] } };
    case 'synthesis':
      return { kind: 'synthesis', synthesis: { title: 'Title', notes: ['note'] }, answer: body(random, attempt.id) };
    default: {
      const missed: never = subject;
      return missed;
    }
  }
}

function votes(workflow: Workflow, id: WorkstreamId): boolean {
  return workflow.proposal !== null && workstreamOf(workflow.proposal.plan, id)?.output === 'ballot';
}

function ballot(random: Random): Ballot {
  const position = random.pick<Ballot['position']>(['ready', 'ready-with-conditions', 'not-ready']);
  return {
    position,
    confidence: random.unit(),
    risk: random.pick(RISK_COLOURS),
    domains: [{ domain: random.pick(['law', 'code']), risk: random.pick(RISK_COLOURS) }],
    summary: 'simulated',
    conditions: ['condition'],
    evidence: [],
  };
}

function body(random: Random, seed: string): Body {
  return random.chance(0.7) ? { kind: 'inline', text: 'answer' } : { kind: 'stored', artifact: artifact(seed), opening: 'answer' };
}

/** Named after what made it, so that one attempt's result is always the same artifact. */
export function artifact(madeBy: string): ArtifactRef {
  return {
    id: artifactId(`artifact-${madeBy}`),
    name: 'result.md',
    mediaType: 'text/markdown',
    bytes: 400,
    sha256: createHash('sha256').update(madeBy).digest('hex'),
  };
}
