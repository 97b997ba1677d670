/** Reports on tracked work, from a command or an override: names as their author gave them, results as files of the run. */
import { refusalCard } from '../cards/refusal.ts';
import type { RefusalReason } from '../engine/event.ts';
import type { Workstream } from '../engine/plan.ts';
import type { Report } from '../engine/report.ts';
import type { Workflow } from '../engine/state.ts';
import { isTracked, trackedNamed } from '../engine/tracked.ts';
import type { Acting, ActionReply, ReportAsk } from '../ports/desk.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import { actorOf } from './actor-of.ts';
import { noteText, resultText } from './clean-text.ts';
import { deliver } from './deliver.ts';
import type { DeskDeps } from './desk-deps.ts';
import { openingOfText, textArtifact } from './stored-text.ts';

export async function report(by: Acting, workflow: Workflow, ask: ReportAsk, deps: DeskDeps): Promise<ActionReply> {
  const planned = trackedNamed(workflow, ask.task);
  if (!isTracked(workflow)) return refused({ kind: 'not-tracked' }, workflow);
  if (!planned) return refused({ kind: 'unknown-workstream' }, workflow);
  const made = reportOf(ask, planned, deps);
  if (made === null) return refused({ kind: 'text-needed' }, workflow);
  const change = { kind: 'report', workstream: planned.id, report: made.report, again: ask.again } as const;
  const input = { kind: 'override', actor: await actorOf(by, workflow.place, deps), change } as const;
  return await deliver({ tenant: by.tenant, workflow: workflow.id, id: by.input, input, artifacts: made.artifacts }, deps);
}

function refused(reason: RefusalReason, workflow: Workflow): ActionReply {
  return { kind: 'refused', reason, card: refusalCard(reason, workflow) };
}

/** Null: a result without a text. */
function reportOf(
  { status, result, session }: ReportAsk,
  { deliverable }: Workstream,
  deps: DeskDeps,
): { readonly report: Report; readonly artifacts: readonly NewArtifact[] } | null {
  switch (status) {
    case 'pending':
    case 'skipped':
      return { report: { status }, artifacts: [] };
    case 'in_progress':
      return { report: { status, session: session === null ? null : noteText(session) }, artifacts: [] };
    case 'failed':
      return { report: { status, detail: noteText(result ?? '').trim() }, artifacts: [] };
    case 'completed': {
      const text = withoutTags(resultText(result ?? ''));
      if (text === '') return null;
      const artifact = textArtifact(text, deliverable, deps.ids);
      return { report: { status, artifact: artifact.ref, opening: openingOfText(text) }, artifacts: [artifact] };
    }
    default: {
      const missed: never = status;
      return missed;
    }
  }
}

/** The source's workers wrap their output in `<result>` tags; what stands around them is not the result. */
function withoutTags(text: string): string {
  const opening = /<result>/iu.exec(text);
  const start = opening ? opening.index + opening[0].length : text.length;
  const end = [...text.matchAll(/<\/result>/giu)].at(-1)?.index ?? 0;
  return (start <= end ? text.slice(start, end) : text).trim();
}
