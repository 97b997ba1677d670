/** The options of a menu as buttons: what each does, what it costs and what is lost by it; and the form it needs. */
import type { Decision, DecisionOption, OptionId, Question } from '../engine/decision.ts';
import type { Action, TextForm } from './card.ts';
import { money } from './figures.ts';
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
      return question.kind === 'phase-gate' ? 'Go on' : 'Approve';
    case 'cancel':
      return question.kind === 'call-failed' ? 'Stop' : 'Cancel';
    case 'run':
      return asksAboutPlan(question) ? 'Run exactly this plan' : 'Answer it';
    case 'dismiss':
      return 'Dismiss';
    case 'retry':
      return question.kind === 'dependency-menu' ? `Bring ${ref(question.workstream)} back and run it` : 'Retry';
    case 'retry-with-context':
      return 'Retry with more context';
    case 'loop':
      return 'Run as an iterative loop';
    case 'supply':
      return 'Supply the result myself';
    case 'continue':
      return continueName(question);
    case 'cancel-rest':
      return 'Cancel the rest';
    case 'raise':
      return question.kind === 'budget' ? `Raise to ${money(question.raiseToUsd)}` : 'Raise the cap';
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

/** False for a SIMPLE request that was only to be shown: there is no plan, and running it means answering it. */
export function asksAboutPlan(question: Question): boolean {
  return question.kind !== 'run-plan' || question.revision > 0;
}

function optionLabel(question: Question, option: DecisionOption): string {
  const name = optionName(question, option.id);
  const cost = price(option);
  // "Cancel [4]" and "Cancel the rest" name their loss already.
  const saysLoss = option.id === 'continue' && question.kind !== 'dependency-menu' && option.loses.length > 0;
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
  return question.kind === 'call-failed' ? 'Go on without the handoff' : 'Continue without it';
}

function tone(option: OptionId, index: number): Action['tone'] {
  if (option === 'cancel' || option === 'cancel-rest' || option === 'stop') return 'danger';
  return index === 0 ? 'primary' : 'plain';
}

function form(question: Question, option: OptionId): TextForm {
  const which = question.kind === 'failure-menu' || question.kind === 'dependency-menu' ? ` ${ref(question.workstream)}` : '';
  if (option === 'supply') {
    return {
      title: `Supply the result of${which === '' ? ' this workstream' : which}`,
      label: 'The result',
      hint: 'Markdown or plain text. It is used as if an agent had written it, and marked as supplied by you.',
      submit: 'Use this result',
    };
  }
  return {
    title: `Retry${which} with more context`,
    label: 'What should the agent know this time?',
    hint: 'Goes into the prompt of the next attempt, together with why the last one failed.',
    submit: 'Retry',
  };
}
