/** The live card: one row per workstream, edited in place while the work runs; its buttons steer the whole run. */
import { openDecisions } from '../engine/open-decisions.ts';
import type { Plan } from '../engine/plan.ts';
import type { Workflow } from '../engine/state.ts';
import { coverageOf } from '../engine/status.ts';
import { isTracked } from '../engine/tracked.ts';
import type { Action, Block, Card, TextForm } from './card.ts';
import { duration, tokens } from './figures.ts';
import { graphInWords } from './graph-words.ts';
import { spentOfCap } from './money-line.ts';
import { phaseName } from './naming.ts';
import { parkedLine, pausedLine, resumeAction } from './pause-words.ts';
import { awayLine } from './place-words.ts';
import { reuseLine } from './reuse-words.ts';
import { alert, blocks, card, context, dotted, elapsed, says, strong } from './spans.ts';
import { supervising } from './supervised-words.ts';
import { aggregateAction, trackedStanding } from './tracked-words.ts';
import { workstreamStep } from './workstream-state.ts';

export function liveCard(workflow: Workflow, plan: Plan): Card {
  const ended = workflow.stage.kind === 'ended';
  const reused = reuseLine(workflow);
  return card(
    'live',
    blocks(
      summary(workflow),
      { kind: 'steps', steps: plan.workstreams.map((workstream) => workstreamStep(workflow, workstream)) },
      plan.workstreams.length > 1 ? { kind: 'picture', workflow: workflow.id, alt: graphInWords(plan) } : null,
      ended ? null : standing(workflow, plan),
      trackedStanding(workflow, plan),
      used(workflow),
      reused === null ? null : context(`${reused}.`),
    ),
    ended ? [] : [...aggregateAction(workflow), ...steering(workflow)],
  );
}

/** The form that takes a note for the agents that have not started yet. */
const CONTEXT_FORM: TextForm = {
  title: 'Add context',
  label: 'What should the agents know?',
  hint: 'Goes into the prompts of workstreams that have not started. Running and finished ones keep what they had.',
  submit: 'Add',
};

function summary(workflow: Workflow): Block {
  const { done, total } = coverageOf(workflow);
  return { kind: 'heading', line: dotted([strong(`${done} of ${total} done`)], spentOfCap(workflow), clock(workflow)) };
}

function clock(workflow: Workflow): readonly [ReturnType<typeof elapsed>] | string | null {
  if (workflow.start === null) return null;
  if (workflow.stage.kind === 'ended') return duration(workflow.stage.at - workflow.start.at);
  return [elapsed(workflow.start.at, workflow.updatedAt)];
}

function standing(workflow: Workflow, plan: Plan): readonly Block[] {
  const open = openDecisions(workflow).length;
  const waiting =
    open === 0
      ? null
      : alert(
          'warning',
          open === 1 ? 'Waits for an answer: see the open question in this thread.' : `Waits for answers: see the ${open} open questions in this thread.`,
        );
  return blocks(waiting, parkedLine(workflow), awayLine(workflow), pausedLine(workflow), workflow.paused ? null : doing(workflow, plan));
}

function doing(workflow: Workflow, plan: Plan): Block | null {
  if (workflow.stage.kind === 'synthesising') return says('All phases are through. The results are being integrated into one answer.');
  if (workflow.windingDown) return says('Finishing with what there is: nothing new starts.');
  const looking = supervising(workflow);
  if (looking !== null) return says(looking);
  const handing = plan.phases.find((phase) => workflow.phases.get(phase.id)?.state.kind === 'handing-off');
  return handing ? says(`${phaseName(plan, handing.id)} is through; its handoff is being written.`) : null;
}

function used(workflow: Workflow): Block | null {
  const { inputTokens, outputTokens } = workflow.spent;
  return inputTokens + outputTokens === 0 ? null : context(`${tokens(inputTokens)} in, ${tokens(outputTokens)} out, planning included.`);
}

function steering(workflow: Workflow): readonly Action[] {
  const toggle: Action = workflow.paused
    ? resumeAction(workflow)
    : { label: 'Pause', tone: 'plain', does: { kind: 'override', workflow: workflow.id, change: 'pause', confirm: null } };
  return [
    toggle,
    // What others do is steered by what they report.
    ...(isTracked(workflow) ? [] : [change(workflow)]),
    { label: 'Add context', tone: 'plain', does: { kind: 'add-context', workflow: workflow.id, asks: CONTEXT_FORM } },
    {
      label: 'Stop',
      tone: 'danger',
      does: {
        kind: 'override',
        workflow: workflow.id,
        change: 'cancel',
        confirm: 'Stop this run? What is running is cut short and nothing new starts. Finished results are kept.',
      },
    },
  ];
}

function change({ id, number }: Workflow): Action {
  return { label: 'Change', tone: 'plain', does: { kind: 'change', workflow: id, number } };
}
