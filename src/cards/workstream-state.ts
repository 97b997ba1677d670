/** One row of the live card: what a workstream is doing, since when, and what it has used. */

import { openDecisions } from '../engine/open-decisions.ts';
import { MAX_LOOP_ROUNDS, type Workstream } from '../engine/plan.ts';
import type { Workflow, WorkstreamRecord, WorkstreamStatus } from '../engine/state.ts';
import { isTracked } from '../engine/tracked.ts';
import type { Line, Step, StepState } from './card.ts';
import { failureInShort } from './failure-words.ts';
import { count, duration, money, tokens } from './figures.ts';
import { ref, refs } from './naming.ts';
import type { Piece } from './spans.ts';
import { dotted, elapsed, person } from './spans.ts';
import { takenUpPieces } from './tracked-words.ts';

export function workstreamStep(workflow: Workflow, workstream: Workstream): Step {
  const record = workflow.workstreams.get(workstream.id);
  const status: WorkstreamStatus = record?.status ?? { kind: 'pending' };
  return {
    label: ref(workstream.id),
    title: workstream.title,
    state: record === undefined ? 'pending' : stepState(record),
    detail: detail(workflow, workstream, record ?? null, status),
  };
}

/** What somebody outside is at runs as well. */
export function stepState({ status, takenUp }: WorkstreamRecord): StepState {
  return takenUp && status.kind === 'pending' ? 'running' : status.kind;
}

/** In a few words how a workstream ended or stands: `skipped by @ana`. */
export function statusPieces(status: WorkstreamStatus): readonly Piece[] {
  switch (status.kind) {
    case 'pending':
      return ['never started'];
    case 'running':
      return ['running'];
    case 'done':
      return ['done'];
    case 'failed':
      return status.accepted === null
        ? [`failed: ${failureInShort(status.failure)}`]
        : [`failed: ${failureInShort(status.failure)}; left out by `, person(status.accepted)];
    case 'blocked':
      return [`blocked by ${ref(status.by)}`];
    case 'skipped':
      return ['skipped by ', person(status.by)];
    case 'supplied':
      return ['supplied by ', person(status.by)];
    case 'cancelled':
      return ['cancelled by ', person(status.by)];
    default: {
      const missed: never = status;
      return missed;
    }
  }
}

function detail(workflow: Workflow, workstream: Workstream, record: WorkstreamRecord | null, status: WorkstreamStatus): Line {
  return dotted([...standing(workflow, workstream, record, status)], tries(record), round(record), chosenModel(record), used(record), stale(record));
}

function standing(workflow: Workflow, workstream: Workstream, record: WorkstreamRecord | null, status: WorkstreamStatus): readonly Piece[] {
  if (status.kind === 'running') {
    const since = workflow.running.get(status.attempt)?.startedAt ?? record?.startedAt ?? workflow.updatedAt;
    return ['running ', elapsed(since, workflow.updatedAt)];
  }
  if (status.kind === 'done' && record?.reused && workflow.reuse) return [`reused from #${workflow.reuse.fromNumber}`];
  if (status.kind === 'done' && record?.startedAt != null && record.settledAt !== null) return [`done in ${duration(record.settledAt - record.startedAt)}`];
  const takenUp = takenUpPieces(workflow, record, status);
  if (takenUp) return takenUp;
  if (status.kind === 'supplied' && isTracked(workflow)) return ['completed by ', person(status.by)];
  if (status.kind === 'pending' && workflow.stage.kind !== 'ended') return [waits(workflow, workstream)];
  return statusPieces(status);
}

function waits(workflow: Workflow, workstream: Workstream): string {
  const open = workstream.dependsOn.filter((id) => !isSettled(workflow.workstreams.get(id)?.status));
  if (open.length > 0) return `waits for ${refs(open)}`;
  if (isTracked(workflow)) return 'open';
  if (workflow.paused) return 'ready, paused';
  if (workflow.away) return 'ready, waits for its channel';
  const asked = openDecisions(workflow).map(({ question }) => question.kind);
  if (asked.includes('budget') || asked.includes('cap-reached')) return 'ready, waits for an answer about the cap';
  if (asked.includes('many-failed')) return 'ready, waits for an answer about the failures';
  const phase = workflow.proposal?.plan.phases.find((candidate) => candidate.workstreams.includes(workstream.id));
  const started = phase && workflow.phases.get(phase.id)?.state.kind !== 'pending';
  return started ? 'ready, starts next' : 'waits for its phase';
}

function isSettled(status: WorkstreamStatus | undefined): boolean {
  return (
    status !== undefined &&
    status.kind !== 'pending' &&
    status.kind !== 'running' &&
    status.kind !== 'blocked' &&
    !(status.kind === 'failed' && status.accepted === null)
  );
}

function tries(record: WorkstreamRecord | null): string | null {
  return record && record.attempts > 1 && record.loop === null ? count(record.attempts, 'attempt') : null;
}

function round(record: WorkstreamRecord | null): string | null {
  return record?.loop && record.loop.round > 0 ? `round ${record.loop.round} of at most ${MAX_LOOP_ROUNDS}` : null;
}

/** A person chose it; the usual one of the agent needs no word. */
function chosenModel(record: WorkstreamRecord | null): string | null {
  return record?.model == null ? null : `on ${record.model}`;
}

function stale(record: WorkstreamRecord | null): string | null {
  return record?.stale ? 'stale: it read the handoff before it was corrected' : null;
}

function used(record: WorkstreamRecord | null): readonly Piece[] | null {
  if (!record || record.tokens.input + record.tokens.output === 0) return null;
  return [`${tokens(record.tokens.input + record.tokens.output)}, ${money(record.costUsd)}`];
}
