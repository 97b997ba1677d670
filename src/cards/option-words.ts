/** The options of a menu as buttons: what each does, what it costs and what is lost by it; and the form it needs. */
import type { Decision, DecisionOption, OptionId, Question } from '../engine/decision.ts';
import { amount } from './budget-words.ts';
import type { Action, TextForm } from './card.ts';
import { money } from './figures.ts';
import { inputsForm } from './inputs-question.ts';
import { ref, refs } from './naming.ts';

export function optionActions(decision: Decision): readonly Action[] {
  return decision.options.map((option, index) => ({
    label: optionLabel(decision.question, option),
    tone: tone(option.id, index),
    does: { kind: 'answer', decision: decision.id, option: option.id, asks: option.needsText ? form(decision.question, option.id) : null },
  }));
}

/** What is said of an option afterwards: its label without price and loss. */
export function optionName(question: Question, option: OptionId): string {
  switch (option) {
    case 'approve':
      return APPROVE_NAMES[question.kind] ?? 'Approve';
    case 'cancel':
      return question.kind === 'call-failed' ? 'Stop' : 'Cancel';
    case 'run':
      return asksAboutPlan(question) ? 'Run exactly this plan' : 'Answer it';
    case 'dismiss':
      return 'Dismiss';
    case 'retry':
      if (question.kind === 'many-failed') return 'Retry the failed ones';
      return question.kind === 'dependency-menu' ? `Bring ${ref(question.workstream)} back and run it` : 'Retry';
    case 'retry-with-context':
      return 'Retry with more context';
    case 'loop':
      return 'Run as an iterative loop';
    case 'supply':
      return question.kind === 'missing-inputs' ? 'Give what is missing' : 'Supply the result myself';
    case 'continue':
      return continueName(question);
    case 'cancel-rest':
      return 'Cancel the rest';
    case 'adjust':
      return 'Adjust and retry';
    case 'accept':
      return 'Accept what there is';
    case 'rerun':
      return question.kind === 'stale-rerun' ? `Run ${refs(question.workstreams)} again` : 'Run again';
    case 'keep':
      return 'Keep what was made';
    case 'reject':
      return question.kind === 'growth-approval' ? 'No, and tell the supervisor' : 'Leave it as it was';
    case 'go':
      return 'Go, with conditions';
    case 'no-go':
      return 'No-go';
    case 'ask-again':
      return 'Ask the panel again with a note';
    case 'other-pattern':
      return 'Other pattern';
    case 'answer-inline':
      return 'Answer inline';
    case 'raise':
      return raiseName(question);
    case 'finish':
      return question.kind === 'call-failed' ? 'Finish without an integrated answer' : 'Finish with what there is';
    case 'stop':
      return 'Stop';
    default: {
      const missed: never = option;
      return missed;
    }
  }
}

const APPROVE_NAMES: Readonly<Partial<Record<Question['kind'], string>>> = {
  'phase-gate': 'Go on',
  'override-approval': 'Apply the change',
  'growth-approval': 'Approve',
};

/** False for a SIMPLE request that was only to be shown: there is no plan, and running it means answering it. */
export function asksAboutPlan(question: Question): boolean {
  return question.kind !== 'run-plan' || question.revision > 0;
}

function raiseName(question: Question): string {
  if (question.kind === 'budget') return `Raise to ${money(question.raiseToUsd)}`;
  if (question.kind !== 'cap-reached') return 'Raise the cap';
  // A day's budget is shared: what is raised here counts for this run only.
  return `Raise to ${amount(question.cap.unit, question.raiseTo)}${question.cap.day === null ? '' : ' for this run'}`;
}

function optionLabel(question: Question, option: DecisionOption): string {
  const name = optionName(question, option.id);
  const cost = question.kind === 'missing-inputs' ? '' : price(option);
  // "Cancel [4]" and "Cancel the rest" name their loss already.
  const saysLoss = (option.id === 'accept' || (option.id === 'continue' && question.kind !== 'dependency-menu')) && option.loses.length > 0;
  return `${name}${cost}${saysLoss ? `, ${refs(option.loses)} ${option.loses.length === 1 ? 'is' : 'are'} lost too` : ''}`;
}

function price(option: DecisionOption): string {
  if (option.id === 'raise') return '';
  if (option.id === 'supply') return ', $0';
  if (option.addsUsd === null) return '';
  return option.id === 'loop' ? `, up to +${money(option.addsUsd)}` : `, +${money(option.addsUsd)}`;
}

function continueName(question: Question): string {
  if (question.kind === 'dependency-menu') {
    return question.blocks.length === 0 ? 'Go on' : `Cancel ${refs(question.blocks)}, which ${question.blocks.length === 1 ? 'needs' : 'need'} it`;
  }
  if (question.kind === 'call-failed' && question.call === 'review') return 'Go on without the supervisor';
  return question.kind === 'call-failed' ? 'Go on without the handoff' : 'Continue without it';
}

function tone(option: OptionId, index: number): Action['tone'] {
  if (option === 'cancel' || option === 'cancel-rest' || option === 'stop') return 'danger';
  return index === 0 ? 'primary' : 'plain';
}

function form(question: Question, option: OptionId): TextForm {
  const which = question.kind === 'failure-menu' || question.kind === 'dependency-menu' ? ` ${ref(question.workstream)}` : '';
  if (question.kind === 'missing-inputs') return inputsForm(question);
  if (option === 'supply') {
    return {
      title: `Supply the result of${which === '' ? ' this workstream' : which}`,
      label: 'The result',
      hint: 'Markdown or plain text. It is used as if an agent had written it, and marked as supplied by you.',
      submit: 'Use this result',
    };
  }
  if (option === 'adjust' && question.kind === 'many-failed') {
    return {
      title: `Adjust and retry ${refs(question.failed)}`,
      label: 'What should be different?',
      hint: 'Goes into the prompt of each of them, together with why it failed.',
      submit: 'Adjust and retry',
    };
  }
  if (option === 'ask-again') {
    return {
      title: 'Ask the panel again',
      label: 'What should the experts know or look at?',
      hint: 'Goes to each of them. They vote again without seeing each other, and the earlier ballots stay in the thread.',
      submit: 'Ask again',
    };
  }
  return {
    title: `Retry${which} with more context`,
    label: 'What should the agent know this time?',
    hint: 'Goes into the prompt of the next attempt, together with why the last one failed.',
    submit: 'Retry',
  };
}
