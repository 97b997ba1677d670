/** A supervised plan: it grows by the supervisor's recorded choices alone, inside what people approved, and nothing starts before it has looked. */
import type { WorkflowEvent } from '../../src/engine/event.ts';
import type { WorkstreamId } from '../../src/engine/ids.ts';
import { MAX_RETRIES, MAX_TASK_WORDS } from '../../src/engine/plan.ts';
import type { Workflow } from '../../src/engine/state.ts';
import type { Rule } from './event-rules.ts';
import { must } from './violation.ts';

interface Seen {
  approved: { readonly maxWorkstreams: number; readonly maxRounds: number; agents: Set<string> };
  pieces: number;
  rounds: number;
  isClosed: boolean;
  unseen: Set<WorkstreamId>;
  failed: Set<WorkstreamId>;
  sentBack: Map<WorkstreamId, number>;
}

export function growthRules(): Rule {
  let seen: Seen | null = null;
  return ({ was, event, is, cause }) => {
    if (event.kind === 'plan-proposed') {
      seen = opened(event);
      return;
    }
    // Another pattern was asked for: the plan is made anew.
    if (!is.proposal) seen = null;
    if (event.kind === 'pattern-chosen') {
      seen = null;
      return;
    }
    if (!seen) {
      must(event.kind !== 'supervised', 'growth-within-envelope', () => 'a plan that does not grow has a supervisor');
      return;
    }
    follow(seen, was, event);
    if (event.kind === 'supervised') {
      const clicked = cause?.kind === 'answer' ? cause.option : null;
      must(
        event.approval === null || clicked === (event.approval.granted ? 'approve' : 'reject'),
        'growth-approved-by-people',
        () => `${event.approval?.by} is named, and nobody chose`,
      );
      decided(seen, event);
    }
    const pieces = is.proposal?.plan.workstreams.length ?? 0;
    must(pieces === seen.pieces, 'growth-within-envelope', () => `${pieces} workstreams after ${event.kind}, and the supervisor made it ${seen?.pieces}`);
  };
}

function opened({ plan, envelope }: Extract<WorkflowEvent, { kind: 'plan-proposed' }>): Seen | null {
  if (!plan.growth) return null;
  const approved = { maxWorkstreams: envelope.maxWorkstreams, maxRounds: plan.growth.maxRounds, agents: new Set<string>(envelope.agents) };
  return { approved, pieces: plan.workstreams.length, rounds: 0, isClosed: false, unseen: new Set(), failed: new Set(), sentBack: new Map() };
}

function follow(seen: Seen, was: Workflow, event: WorkflowEvent): void {
  switch (event.kind) {
    case 'workstream-done':
    case 'workstream-supplied':
      seen.unseen.add(event.workstream);
      seen.failed.delete(event.workstream);
      return;
    case 'workstream-failed':
      seen.failed.add(event.workstream);
      if ((seen.sentBack.get(event.workstream) ?? 0) < MAX_RETRIES) seen.unseen.add(event.workstream);
      return;
    case 'workstream-requeued':
    case 'workstream-skipped':
    case 'workstream-cancelled':
    case 'gap-accepted':
      seen.unseen.delete(event.workstream);
      return;
    case 'decision-answered': {
      const question = was.decisions.get(event.decision)?.question;
      if (question?.kind === 'call-failed' && question.call === 'review' && event.option === 'continue') seen.isClosed = true;
      return;
    }
    case 'workstream-changed':
      // People may change what they like; what they approve so is no approval for the supervisor.
      return;
    case 'attempt-started': {
      const { subject, id } = event.attempt;
      if (subject.kind === 'workstream' || subject.kind === 'check') mayGoOn(seen, was, `${id} started`);
      return;
    }
    case 'phase-finished':
      // What people supply once the phase is over is theirs to judge.
      mayGoOn(seen, was, `${event.phase} ended`);
      return;
    default:
      return;
  }
}

function mayGoOn(seen: Seen, was: Workflow, what: string): void {
  const isOpen = !seen.isClosed && seen.rounds < seen.approved.maxRounds && !was.windingDown && [...was.phases.values()].at(-1)?.state.kind === 'running';
  must(!isOpen || seen.unseen.size === 0, 'supervisor-first', () => `${what} while ${[...seen.unseen].join(', ')} waits`);
}

function decided(seen: Seen, { workstream, review, approval, round, refused }: Extract<WorkflowEvent, { kind: 'supervised' }>): void {
  seen.rounds += 1;
  must(round === seen.rounds && seen.rounds <= seen.approved.maxRounds, 'growth-within-envelope', () => `round ${round} of ${seen.approved.maxRounds}`);
  must(!seen.isClosed, 'growth-within-envelope', () => 'it had finished');
  must(seen.unseen.has(workstream), 'growth-within-envelope', () => `[${workstream}] was not there to be looked at`);
  const agent = review.choice === 'spawn' ? review.added.agent : review.choice === 'reassign' ? review.agent : null;
  must(refused === undefined || refused.words > MAX_TASK_WORDS, 'growth-refused-for-length', () => `${refused?.words} words`);
  if (approval?.granted === false || refused !== undefined) return;
  if (review.choice === 'spawn') must(review.added.task.split(' ').length <= MAX_TASK_WORDS, 'growth-within-500-words', () => `[${review.added.id}] was added`);
  if (approval?.granted && agent) seen.approved.agents.add(agent);
  seen.unseen.delete(workstream);
  must(agent === null || seen.approved.agents.has(agent), 'growth-within-envelope', () => `${agent} was never approved`);
  if (review.choice === 'finish') seen.isClosed = true;
  if (review.choice === 'spawn') {
    seen.pieces += 1;
    must(seen.pieces <= seen.approved.maxWorkstreams, 'growth-within-envelope', () => `${seen.pieces} workstreams, ${seen.approved.maxWorkstreams} approved`);
  }
  if (review.choice === 'redo' || review.choice === 'reassign') {
    seen.sentBack.set(workstream, (seen.sentBack.get(workstream) ?? 0) + 1);
    must((seen.sentBack.get(workstream) ?? 0) <= MAX_RETRIES, 'growth-within-envelope', () => `[${workstream}] was sent back too often`);
  }
}
