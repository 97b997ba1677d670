/** Which part of a plan, or of a run at work, shall be changed. What has begun is not offered. */

import { gatesTitle, STEP_WORDS } from '../../../src/cards/form-step-words.ts';
import { CHANGE_INTRO, FORM_WORDS, PLAN_EDITOR_INTRO, planEditorTitle, SHORT_TITLES } from '../../../src/cards/form-words.ts';
import { phaseName, phaseTitle } from '../../../src/cards/naming.ts';
import { card, heading, says } from '../../../src/cards/spans.ts';
import type { Phase, Plan } from '../../../src/engine/plan.ts';
import type { Proposal, Workflow } from '../../../src/engine/state.ts';
import { mayChangePhase, mayChangeWork } from '../../../src/forms/may-change.ts';
import { workLabel } from '../../../src/forms/plan-frames.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import { LIMITS } from '../limits.ts';
import { GATES_TOGETHER } from './plan-forms.ts';
import { phaseValue, workValue } from './step.ts';
import { type StepOption, selectRows, stepMessage } from './step-message.ts';

export function planStep({ id, number }: Workflow, { plan, hash }: Proposal): readonly DiscordMessage[] {
  const work = plan.workstreams.flatMap((one, position) => halves(workLabel(one, LIMITS.optionLabel.most), position, STEP_WORDS.words, STEP_WORDS.order));
  const content = card('notice', [heading(planEditorTitle(number)), says(PLAN_EDITOR_INTRO)]);
  return stepMessage(content, selectRows({ kind: 'edit-plan', workflow: id, hash }, [...work, ...gates(plan)]));
}

function gates({ phases }: Plan): readonly StepOption[] {
  const after = Math.max(0, phases.length - 1);
  return Array.from({ length: Math.ceil(after / GATES_TOGETHER) }, (_, index) => {
    const first = 1 + index * GATES_TOGETHER;
    return { value: phaseValue(first), label: gatesTitle(first + 1, Math.min(phases.length, first + GATES_TOGETHER)) };
  });
}

export function changeStep(workflow: Workflow, { plan, hash }: Proposal): readonly DiscordMessage[] {
  const work = plan.workstreams.flatMap((one, position) =>
    mayChangeWork(workflow, one.id) ? halves(workLabel(one, LIMITS.optionLabel.most), position, STEP_WORDS.work, STEP_WORDS.crew) : [],
  );
  const phases = plan.phases.flatMap((phase, position): readonly StepOption[] =>
    mayChangePhase(workflow, phase.id) ? [{ value: phaseValue(position), label: phaseLabel(plan, phase), hint: FORM_WORDS.wholePhaseHint }] : [],
  );
  const options = [...work, ...phases];
  const content = card('notice', [heading(SHORT_TITLES['change-list']), says(options.length === 0 ? FORM_WORDS.nothingToChange : CHANGE_INTRO)]);
  return stepMessage(content, selectRows({ kind: 'change', workflow: workflow.id, hash }, options));
}

function halves(label: string, position: number, words: string, order: string): readonly StepOption[] {
  return [
    { value: workValue(position, 'words'), label, hint: words },
    { value: workValue(position, 'order'), label, hint: order },
  ];
}

function phaseLabel(plan: Plan, phase: Phase): string {
  const title = phaseTitle(phase);
  return `${phaseName(plan, phase.id)}${title === null ? '' : `: ${title}`}`;
}
