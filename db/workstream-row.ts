/** One workstream as a row: what the plan says of it and how far it is. */
import type { ArtifactId, PhaseId, WorkstreamId } from '../src/engine/ids.ts';
import { phaseOf, workstreamOf } from '../src/engine/plan.ts';
import type { Workflow, WorkstreamStatus } from '../src/engine/state.ts';

export interface WorkstreamRow {
  readonly id: WorkstreamId;
  readonly title: string;
  readonly agent: string;
  /** Its own, else its phase's: who works. */
  readonly persona: string | null;
  readonly phase: PhaseId | '';
  readonly status: WorkstreamStatus['kind'];
  readonly attempts: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  readonly artifact: ArtifactId | null;
  readonly started_at: number | null;
  readonly settled_at: number | null;
}

/** Null for a workstream that the plan no longer has. */
export function workstreamRow(workflow: Workflow, id: WorkstreamId): WorkstreamRow | null {
  const plan = workflow.proposal?.plan;
  const planned = plan && workstreamOf(plan, id);
  const phase = plan && phaseOf(plan, id);
  const record = workflow.workstreams.get(id);
  if (!planned || !record) return null;
  return {
    id,
    title: planned.title,
    agent: planned.agent,
    persona: planned.persona ?? phase?.persona ?? null,
    phase: phase?.id ?? '',
    status: record.status.kind,
    attempts: record.attempts,
    input_tokens: record.tokens.input,
    output_tokens: record.tokens.output,
    cost_usd: record.costUsd,
    artifact: 'artifact' in record.status ? record.status.artifact.id : null,
    started_at: record.startedAt,
    settled_at: record.settledAt,
  };
}
