/** A run that takes results over from a former one: how many, what that saves, and what people had said there. */
import type { Note, Reuse } from '../engine/event.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Line } from './card.ts';
import { opening } from './excerpt.ts';
import { count, money } from './figures.ts';
import { ref, refs } from './naming.ts';
import { blocks, line, list, person, says, strong } from './spans.ts';

/** A note is named, not told again. */
const NOTE_CHARACTERS = 140;

/** First on the plan of a branch: the saving, what is done anew, and what the agents are told as before. */
export function reuseFirst(workflow: Workflow): readonly Block[] {
  const { reuse, proposal } = workflow;
  if (!reuse) return [];
  const kept = keptResults(workflow, reuse).map(({ workstream }) => workstream);
  const again = (proposal?.plan.workstreams ?? []).map(({ id }) => id).filter((id) => !kept.includes(id));
  return blocks(
    says(
      strong(`${reused('Reuses', kept.length, proposal?.plan.workstreams.length ?? null, reuse.fromNumber)}${saving(workflow, ', saves about ')}.`),
      again.length === 0 ? ' Only the handoffs and the integration are made anew.' : ` ${refs(again)} ${again.length === 1 ? 'is' : 'are'} made anew.`,
    ),
    carriedOver(reuse),
  );
}

/** `Reuses 3 of 4 results of #12, saves about $0.31`; null where nothing is reused. */
export function reuseLine(workflow: Workflow): string | null {
  const { reuse } = workflow;
  if (!reuse) return null;
  const verb = workflow.stage.kind === 'ended' ? 'Reused' : 'Reuses';
  const total = workflow.proposal?.plan.workstreams.length ?? null;
  const kept = keptResults(workflow, reuse).length;
  return `${reused(verb, kept, total, reuse.fromNumber)}${saving(workflow, workflow.stage.kind === 'ended' ? ', saved about ' : ', saves about ')}`;
}

/** An edit, or a correction while it runs, may have sent some of what was offered back to be made anew. */
function keptResults(workflow: Workflow, reuse: Reuse): Reuse['results'] {
  if (!workflow.proposal) return reuse.results;
  return reuse.results.filter(({ workstream }) => workflow.workstreams.get(workstream)?.reused ?? false);
}

function reused(verb: string, kept: number, total: number | null, from: number): string {
  return total === null ? `${verb} ${count(kept, 'result')} of #${from}` : `${verb} ${kept} of ${count(total, 'result')} of #${from}`;
}

function saving(workflow: Workflow, words: string): string {
  const { reuse, spent } = workflow;
  const saved = reuse ? savedUsd(reuse, keptResults(workflow, reuse)) : 0;
  return saved <= 0 ? '' : `${words}${money(saved)}${spent.rehearsal ? ' at table prices' : ''}`;
}

/** Where a log does not say what each result cost, the sum is known only while all of them stand. */
function savedUsd(reuse: Reuse, kept: Reuse['results']): number {
  if (kept.length === reuse.results.length) return reuse.savedUsd;
  return kept.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
}

function carriedOver({ notes = [], models = [], fromNumber }: Reuse): readonly Block[] {
  if (notes.length + models.length === 0) return [];
  return [
    says(strong(`As in #${fromNumber}`)),
    list([...notes.map(noteLine), ...models.map(({ workstream, model }) => line(`${ref(workstream)} on ${model}`))]),
  ];
}

function noteLine({ by, text, workstream }: Note): Line {
  return line(person(by), ` told ${workstream === null ? 'all agents' : ref(workstream)}: ${opening(text, NOTE_CHARACTERS).text}`);
}
