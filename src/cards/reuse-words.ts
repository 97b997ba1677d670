/** A run that takes results over from a former one: how many, and what that saves. */
import type { Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { count, money } from './figures.ts';
import { refs } from './naming.ts';
import { says, strong } from './spans.ts';

/** First on the plan of a branch: the saving, and what is done anew. */
export function reuseFirst(workflow: Workflow): Block | null {
  const { reuse, proposal } = workflow;
  if (!reuse) return null;
  const again = (proposal?.plan.workstreams ?? []).filter(({ id }) => !reuse.results.some(({ workstream }) => workstream === id)).map(({ id }) => id);
  return says(
    strong(`${reused('Reuses', reuse.results.length, proposal?.plan.workstreams.length ?? null, reuse.fromNumber)}${saving(workflow, ', saves about ')}.`),
    again.length === 0 ? ' Only the handoffs and the integration are made anew.' : ` ${refs(again)} ${again.length === 1 ? 'is' : 'are'} made anew.`,
  );
}

/** `Reuses 3 of 4 results of #12, saves about $0.31`; null where nothing is reused. */
export function reuseLine(workflow: Workflow): string | null {
  if (!workflow.reuse) return null;
  const kept = [...workflow.workstreams.values()].filter((record) => record.reused).length;
  const verb = workflow.stage.kind === 'ended' ? 'Reused' : 'Reuses';
  const total = workflow.proposal?.plan.workstreams.length ?? null;
  return `${reused(verb, kept, total, workflow.reuse.fromNumber)}${saving(workflow, workflow.stage.kind === 'ended' ? ', saved about ' : ', saves about ')}`;
}

function reused(verb: string, kept: number, total: number | null, from: number): string {
  return total === null ? `${verb} ${count(kept, 'result')} of #${from}` : `${verb} ${kept} of ${count(total, 'result')} of #${from}`;
}

function saving({ reuse, spent }: Workflow, words: string): string {
  if (!reuse || reuse.savedUsd <= 0) return '';
  return `${words}${money(reuse.savedUsd)}${spent.rehearsal ? ' at table prices' : ''}`;
}
