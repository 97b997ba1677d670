/** A handoff: what a phase decided and made, what stays open, and what exactly the next one will see. */
import type { Handoff } from '../engine/event.ts';
import { type Phase, type Plan, workstreamOf } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { files } from './artifact-list.ts';
import type { Action, Block, Card, Field, FieldsForm } from './card.ts';
import { duration, money } from './figures.ts';
import { named, phaseName } from './naming.ts';
import { wasPassedOver } from './passed-over.ts';
import { blocks, card, context, dotted, line, list, listed, type Piece, person, says, strong } from './spans.ts';
import { statusPieces } from './workstream-state.ts';

export function handoffCard(workflow: Workflow, plan: Plan, handoff: Handoff): Card {
  const phase = plan.phases.find((candidate) => candidate.id === handoff.phase);
  return card(
    'handoff',
    blocks(
      phase ? result(workflow, plan, phase) : says(strong(`${phaseName(plan, handoff.phase)} complete`)),
      phase ? missing(workflow, phase) : null,
      handoffLines(handoff),
      handoff.correctedBy == null ? null : context('Corrected by ', person(handoff.correctedBy), '.'),
      next(workflow, plan, handoff),
    ),
    correction(workflow, handoff),
  );
}

function result(workflow: Workflow, plan: Plan, phase: Phase): Block {
  const records = phase.workstreams.flatMap((id) => workflow.workstreams.get(id) ?? []);
  const done = records.filter((record) => record.status.kind === 'done' || record.status.kind === 'supplied').length;
  const cost = records.reduce((sum, record) => sum + record.costUsd, 0);
  const word = done === phase.workstreams.length ? 'complete' : 'ended';
  return {
    kind: 'heading',
    line: dotted([strong(`${phaseName(plan, phase.id)} ${word}`)], `${done} of ${phase.workstreams.length}`, took(workflow, phase), money(cost)),
  };
}

function took(workflow: Workflow, phase: Phase): string | null {
  const state = workflow.phases.get(phase.id)?.state;
  if (state?.kind === 'finished') return duration(state.finishedAt - state.startedAt);
  return state?.kind === 'handing-off' ? duration(state.workDoneAt - state.startedAt) : null;
}

function missing(workflow: Workflow, phase: Phase): Block | null {
  const gaps = phase.workstreams.flatMap((id) => {
    const status = workflow.workstreams.get(id)?.status;
    return status && status.kind !== 'done' && status.kind !== 'supplied' ? [line(`${named(workflow, id)} (`, ...statusPieces(status), ')')] : [];
  });
  return gaps.length === 0 ? null : says(strong('Missing: '), ...listed(gaps, 'and'));
}

/** Decisions, artifacts and open items. */
export function handoffLines(handoff: Handoff): readonly Block[] {
  const { decisions, artifacts, openItems } = handoff;
  if (decisions.length + artifacts.length + openItems.length === 0) return [says('Nothing to hand on.')];
  return blocks(
    points('Decisions', decisions),
    artifacts.length > 0 ? says(strong('Artifacts')) : says(strong('Artifacts: '), 'none'),
    files(artifacts),
    points('Open items', openItems),
  );
}

function points(title: string, items: readonly string[]): readonly Block[] {
  const [only] = items;
  if (only === undefined) return [says(strong(`${title}: `), 'none')];
  return items.length === 1 ? [says(strong(`${title}: `), only)] : [says(strong(title)), list(items.map((item) => line(item)))];
}

function next(workflow: Workflow, plan: Plan, handoff: Handoff): Block {
  const after = handoff.next === null ? [] : plan.phases.slice(plan.phases.findIndex((candidate) => candidate.id === handoff.next));
  const phase = after.find((candidate) => !wasPassedOver(workflow, candidate.id));
  if (!phase) return says(strong('Switching to: '), 'integration of all results into one answer.');
  const personas = [...new Set([phase.persona, ...phase.workstreams.map((id) => workstreamOf(plan, id)?.persona ?? null)])].filter((name) => name !== null);
  const skills = phase.skills.length > 0 ? ` with ${phase.skills.join(', ')}` : '';
  const who: readonly Piece[] = [phaseName(plan, phase.id), personas.length > 0 ? `, ${personas.join(', ')}` : '', skills];
  // An empty handoff leaves only the artifacts to see.
  const lines = handoff.decisions.length + handoff.openItems.length > 0 ? 'these lines and ' : '';
  return { kind: 'line', line: dotted([strong('Switching to: '), ...who], `it will see ${lines}the artifacts it depends on, nothing else`) };
}

/** What has not started gets the corrected lines; for what has, a rerun is offered with its price. */
function correction(workflow: Workflow, handoff: Handoff): readonly Action[] {
  if (handoff.next === null || workflow.stage.kind !== 'running') return [];
  return [{ label: 'Correct this', tone: 'plain', does: { kind: 'correct-handoff', workflow: workflow.id, phase: handoff.phase, asks: form(handoff) } }];
}

function form({ decisions, openItems }: Handoff): FieldsForm {
  const field = (name: string, label: string, items: readonly string[]): Field => ({
    kind: 'text',
    name,
    label,
    hint: 'One a line; an empty field means none.',
    // An item with line breaks in it would come back as several.
    value: items.map((item) => item.replace(/\s+/gu, (gap) => (/[\r\n]/u.test(gap) ? ' ' : gap))).join('\n'),
    required: false,
  });
  return {
    title: 'Correct this handoff',
    fields: [field('decisions', 'Decisions', decisions), field('openItems', 'Open items', openItems)],
    submit: 'Correct it',
  };
}
