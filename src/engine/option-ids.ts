/** Every answer that a question can have, for edges that read one from outside. */
import type { OptionId } from './decision.ts';

const OPTIONS: Readonly<Record<OptionId, true>> = {
  approve: true,
  cancel: true,
  run: true,
  dismiss: true,
  retry: true,
  'retry-with-context': true,
  loop: true,
  supply: true,
  continue: true,
  'cancel-rest': true,
  adjust: true,
  rerun: true,
  keep: true,
  reject: true,
  accept: true,
  go: true,
  'no-go': true,
  'ask-again': true,
  'other-pattern': true,
  'answer-inline': true,
  raise: true,
  finish: true,
  stop: true,
};

export function isOption(text: string): text is OptionId {
  return Object.hasOwn(OPTIONS, text);
}

export const OPTION_NAMES: readonly string[] = Object.keys(OPTIONS);
