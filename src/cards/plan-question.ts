/** The question on the plan card: its buttons and who may answer while it is open, and who answered what afterwards. */
import type { Decision, DecisionOption, Question } from '../engine/decision.ts';
import type { Workflow } from '../engine/state.ts';
import type { Action, Block, FieldsForm } from './card.ts';
import { money } from './figures.ts';
import { asksAboutPlan, optionName } from './option-words.ts';
import { PATTERN_WORDS } from './pattern-words.ts';
import { otherVotes, whoMayAnswer } from './policy-words.ts';
import { context, line, type Piece, person, says, strong, time } from './spans.ts';

export function planQuestion(workflow: Workflow, decision: Decision): readonly Action[] {
  const { proposal } = workflow;
  const actions = decision.options.map((option) => action(decision, option));
  if (proposal === null) return actions;
  const edit: Action = { label: 'Edit', tone: 'plain', does: { kind: 'edit-plan', workflow: workflow.id, decision: decision.id, planHash: proposal.hash } };
  const [first, ...others] = actions;
  return first === undefined ? [edit] : [first, edit, ...others];
}

/** Under the plan: who may answer, or what was answered. */
export function planAnswer(workflow: Workflow, decision: Decision): readonly Block[] {
  const shown = decision.question.kind === 'run-plan';
  switch (decision.state.kind) {
    case 'open':
      return [
        ...(shown ? [says(strong('Shown, not run.'), ' Nothing starts unless someone presses the button.')] : []),
        { kind: 'context', line: whoMayAnswer(workflow, decision, shown ? 'start it' : 'approve') },
      ];
    case 'answered': {
      const { by, at, option } = decision.state;
      const others = otherVotes(decision) ?? [];
      const and = others.length > 0 ? line(' and ', ...others) : [];
      return [says(...answeredBy(decision.question, option), person(by), ...and, ', ', time(at, workflow.settings.time_zone), '.'), ...quietly(workflow)];
    }
    case 'voided':
      return [];
    default: {
      const missed: never = decision.state;
      return missed;
    }
  }
}

function action(decision: Decision, option: DecisionOption): Action {
  const does = { kind: 'answer', decision: decision.id, option: option.id, asks: option.choices ? patternForm(option.choices, option.addsUsd) : null } as const;
  switch (option.id) {
    case 'approve':
      return { label: 'Approve', tone: 'primary', does };
    case 'run':
      return { label: optionName(decision.question, 'run'), tone: 'primary', does };
    case 'other-pattern':
    case 'answer-inline':
      return { label: optionName(decision.question, option.id), tone: 'plain', does };
    case 'dismiss':
      return { label: 'Dismiss', tone: 'plain', does };
    default:
      return { label: 'Cancel', tone: 'danger', does };
  }
}

function patternForm(choices: readonly string[], addsUsd: number | null): FieldsForm {
  return {
    title: 'Plan it another way',
    fields: [
      {
        kind: 'choice',
        name: 'text',
        label: 'Pattern',
        hint: `A new plan is made in this pattern${addsUsd === null ? '' : `, for about ${money(addsUsd)}`}, and waits for a yes like this one. This plan, and the votes for it, no longer count.`,
        choices: choices.map((name) => ({ value: name, label: `${name}: ${PATTERN_WORDS[name] ?? name}` })),
      },
    ],
    submit: 'Plan it again',
  };
}

function answeredBy(question: Question, option: DecisionOption['id']): readonly Piece[] {
  switch (option) {
    case 'approve':
      return [strong('Approved'), ' by '];
    case 'run':
      return asksAboutPlan(question) ? [strong('Started as shown'), ' by '] : [strong('Answer asked for'), ' by '];
    case 'other-pattern':
      return [strong('Another pattern asked for'), ' by '];
    case 'answer-inline':
      return [strong('An answer without a plan asked for'), ' by '];
    case 'dismiss':
      return [strong('Dismissed'), ' by '];
    default:
      return [strong('Cancelled'), ' by '];
  }
}

/** Without progress posts the buttons of the live card are missing: say what does the same. */
function quietly(workflow: Workflow): readonly Block[] {
  if (workflow.settings.verbose_progress || workflow.start === null || workflow.stage.kind === 'ended') return [];
  return [context('Progress is not posted (verbose_progress is off): /baton status shows it, /baton cancel stops it.')];
}
