/** What an option of a decision is called where its price and its losses are shown beside it (the JSON API, the ledger). */
import type { OptionId } from '../engine/decision.ts';

const LABELS: Readonly<Record<OptionId, string>> = {
  approve: 'Approve',
  cancel: 'Cancel',
  run: 'Run exactly this plan',
  dismiss: 'Dismiss',
  retry: 'Retry',
  'retry-with-context': 'Retry with more context',
  loop: 'Run as an iterative loop',
  supply: 'Supply the result by hand',
  continue: 'Continue with partial results',
  'cancel-rest': 'Cancel the rest',
  raise: 'Raise the cap',
  finish: 'Finish with what there is',
  stop: 'Stop',
};

export function optionLabel(option: { readonly id: OptionId }): string {
  return LABELS[option.id];
}
