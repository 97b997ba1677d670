/** What a finished model call means. Of a call that was cancelled meanwhile only the cost counts; one that was taken over changes nothing. */
import { type AttemptRecord, type Subject, totalTokens, type Usage } from './call.ts';
import { reviewed, reviewFault } from './decide-review.ts';
import { estimatePlan } from './estimate.ts';
import type { Handoff, WorkflowEvent } from './event.ts';
import type { Failure } from './failure.ts';
import { withGates } from './gates.ts';
import type { AttemptId, PhaseId, WorkstreamId } from './ids.ts';
import type { CallResult, Input } from './input.ts';
import { levelProblems } from './level-rules.ts';
import { MAX_RETRIES, MAX_TASK_WORDS } from './plan.ts';
import { hashPlan, planProblems } from './plan-rules.ts';
import { promptCheck } from './prompt-check.ts';
import { envelopeFor } from './questions.ts';
import type { Workflow } from './state.ts';

export function callSucceeded(workflow: Workflow, input: Extract<Input, { kind: 'call-succeeded' }>, now: number): readonly WorkflowEvent[] {
  const attempt = workflow.running.get(input.attempt);
  if (!attempt) return settledLate(workflow, input.attempt, input.usage);
  const fault = faultOf(workflow, attempt.subject, input.result);
  if (fault) return [{ kind: 'attempt-failed', attempt: attempt.id, failure: fault, usage: input.usage }];
  return [{ kind: 'attempt-succeeded', attempt: attempt.id, usage: input.usage }, ...resultEvents(workflow, attempt.subject, input.result, now)];
}

/** A plan that could never finish, a choice that cannot be carried out: neither gets as far as people, and the next try is told what is wrong. */
function faultOf(workflow: Workflow, subject: Subject, result: CallResult): Failure | null {
  if (result.kind === 'review') {
    const detail = reviewFault(workflow, subject, result.review);
    return detail === null ? null : { kind: 'choice-rejected', detail };
  }
  if (result.kind !== 'plan') return null;
  const problems = [...planProblems(result.plan), ...levelProblems(workflow, result.plan), ...overlong(workflow, result)];
  return problems.length > 0 ? { kind: 'plan-rejected', detail: problems.join(' ') } : null;
}

/** By these words of ours a plan that was sent back for it is known. */
const TOO_LONG = 'words with its role and rules';

/** Over-long prompts are decomposed again, once; if that did not help, or no try is left, people see it on the plan. */
function overlong(workflow: Workflow, { plan, sizes }: Extract<CallResult, { kind: 'plan' }>): readonly string[] {
  const tries = workflow.tries.get('plan');
  const sentBack = tries?.lastFailure?.kind === 'plan-rejected' && tries.lastFailure.detail.includes(TOO_LONG);
  if (sentBack || (tries?.failed ?? 0) >= MAX_RETRIES) return [];
  return promptCheck(plan, { ...workflow.sizes, ...sizes }).findings.flatMap((finding) =>
    finding.kind === 'too-long'
      ? [
          `The prompt of workstream ${finding.workstream} comes to ${finding.words} ${TOO_LONG}; at most ${MAX_TASK_WORDS} are meant. Split its work or say it in fewer words.`,
        ]
      : [],
  );
}

export function callFailed(workflow: Workflow, input: Extract<Input, { kind: 'call-failed' }>): readonly WorkflowEvent[] {
  const attempt = workflow.running.get(input.attempt);
  if (!attempt) return input.usage ? settledLate(workflow, input.attempt, input.usage) : [];
  return [{ kind: 'attempt-failed', attempt: attempt.id, failure: input.failure, usage: input.usage ?? bookedFor(workflow, attempt) }];
}

/** Of a call that was cancelled: once, and only downwards, so that no cap is passed by it. */
export function settledLate(workflow: Workflow, id: AttemptId, usage: Usage): readonly WorkflowEvent[] {
  const booking = workflow.bookings.get(id);
  if (!booking || usage.costUsd > booking.usd || totalTokens(usage) > booking.tokens) return [];
  return [{ kind: 'attempt-settled', attempt: id, usage }];
}

/** Nobody can tell what the service made of it, so it costs what was set aside. */
function bookedFor(workflow: Workflow, { model, reservedUsd, reservedTokens }: AttemptRecord): Usage {
  const tokens = { inputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: reservedTokens };
  return { model, ...tokens, costUsd: reservedUsd, chargedUsd: workflow.spent.rehearsal ? 0 : reservedUsd };
}

function resultEvents(workflow: Workflow, subject: Subject, result: CallResult, now: number): readonly WorkflowEvent[] {
  switch (result.kind) {
    case 'assessment':
      return [
        {
          kind: 'assessed',
          complexity: result.complexity,
          suggestedPattern: result.suggestedPattern,
          ...(result.judgement ? { judgement: result.judgement } : {}),
        },
      ];
    case 'inline':
      return [{ kind: 'answered-inline', answer: result.answer }];
    case 'plan': {
      const plan = withGates(result.plan, workflow);
      const sized = { ...workflow, sizes: { ...workflow.sizes, ...result.sizes } };
      const revision = workflow.revisions + 1;
      return [
        {
          kind: 'plan-proposed',
          plan,
          hash: hashPlan(plan),
          revision,
          envelope: envelopeFor(workflow, plan),
          estimate: estimatePlan(plan, sized, result.like ?? null),
          author: null,
          change: null,
          ...(result.sizes === undefined ? {} : { sizes: result.sizes }),
        },
      ];
    }
    case 'workstream':
      return subject.kind === 'workstream' ? [workDone(workflow, subject.workstream, result)] : [];
    case 'check':
      return subject.kind === 'check' ? checked(workflow, subject, result.verdict) : [];
    case 'review':
      return subject.kind === 'review' ? reviewed(workflow, subject, result.review, now) : [];
    case 'handoff':
      return subject.kind === 'handoff' ? [{ kind: 'handoff-recorded', handoff: handoffOf(workflow, subject.phase, result) }] : [];
    case 'synthesis':
      return [{ kind: 'synthesised', title: result.synthesis.title, notes: result.synthesis.notes, answer: result.answer }];
    default: {
      const missed: never = result;
      return missed;
    }
  }
}

function workDone(workflow: Workflow, id: WorkstreamId, result: Extract<CallResult, { kind: 'workstream' }>): WorkflowEvent {
  const loop = workflow.workstreams.get(id)?.loop;
  return loop
    ? { kind: 'round-drafted', workstream: id, round: loop.round + 1, artifact: result.artifact, opening: result.opening }
    : { kind: 'workstream-done', workstream: id, artifact: result.artifact, opening: result.opening, ballot: result.ballot };
}

function checked(
  workflow: Workflow,
  subject: Extract<Subject, { kind: 'check' }>,
  verdict: Extract<CallResult, { kind: 'check' }>['verdict'],
): readonly WorkflowEvent[] {
  const { workstream, round } = subject;
  const draft = workflow.workstreams.get(workstream)?.loop?.draft;
  const events: readonly WorkflowEvent[] = [{ kind: 'round-checked', workstream, round, verdict }];
  return verdict.passed && draft
    ? [...events, { kind: 'workstream-done', workstream, artifact: draft.artifact, opening: draft.opening, ballot: null }]
    : events;
}

/** Decisions and open items are the model's words; artifacts and what comes next are the engine's. */
function handoffOf(workflow: Workflow, phase: PhaseId, result: Extract<CallResult, { kind: 'handoff' }>): Handoff {
  const phases = workflow.proposal?.plan.phases ?? [];
  const index = phases.findIndex(({ id }) => id === phase);
  const artifacts = (phases[index]?.workstreams ?? []).flatMap((id) => {
    const status = workflow.workstreams.get(id)?.status;
    return status?.kind === 'done' || status?.kind === 'supplied' ? [status.artifact] : [];
  });
  return { phase, decisions: result.handoff.decisions, openItems: result.handoff.openItems, artifacts, next: phases[index + 1]?.id ?? null, correctedBy: null };
}
