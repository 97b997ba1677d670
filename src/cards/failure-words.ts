/** Why a call gave no usable answer, in words that tell people what can be done about it. */
import type { Failure } from '../engine/failure.ts';
import { endTrimmedOf } from '../engine/trimmed-of.ts';
import { opening } from './excerpt.ts';

/** A clause that follows "Why: ". */
export function failureReason(failure: Failure): string {
  const detail = detailOf(failure);
  switch (failure.kind) {
    case 'refusal':
      return `the model declined to answer${inBrackets(detail)}. Another wording, or more context, may help.`;
    case 'max-tokens':
      return `the answer was cut off at the model's output limit (max_tokens)${inBrackets(detail)}. A smaller task fits.`;
    case 'context-overflow':
      return `the task with its inputs is larger than the model can read at once${inBrackets(detail)}. The same again cannot work.`;
    case 'malformed-output':
      return `the answer did not have the form that was asked for${inBrackets(detail)}.`;
    case 'timeout':
      return `no answer within the time limit${inBrackets(detail)}.`;
    case 'rate-limited':
      return `the model service took no more requests for now (rate limit)${inBrackets(detail)}. Waiting helps.`;
    case 'overloaded':
      return `the model service was overloaded${inBrackets(detail)}. Waiting helps.`;
    case 'connection':
      return `the connection to the model service broke${inBrackets(detail)}.`;
    case 'server-error':
      return `the model service had an error of its own${inBrackets(detail)}.`;
    case 'invalid-request':
      return `the model service rejected the request${inBrackets(detail)}. The same again cannot work.`;
    case 'authentication':
      return `the model service did not accept the API key${inBrackets(detail)}. Whoever runs Baton must look at ANTHROPIC_API_KEY.`;
    case 'rehearsed':
      return 'the rehearsal was told to fail here ([[fail]] in the text).';
    case 'plan-rejected':
      return `the model's plan broke a rule each time${inBrackets(detail)}.`;
    case 'choice-rejected':
      return `the supervisor chose what cannot be carried out${inBrackets(detail)}.`;
    case 'reported':
      return `whoever did it reported it as failed${inBrackets(detail)}.`;
    case 'check-not-passed':
      return `the iterative loop used all its rounds and its check still says no${inBrackets(detail)}.`;
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}

/** A few words for one row of the live card. */
export function failureInShort(failure: Failure): string {
  switch (failure.kind) {
    case 'refusal':
      return 'the model declined';
    case 'max-tokens':
      return 'cut off at the output limit';
    case 'context-overflow':
      return 'too large to read';
    case 'malformed-output':
      return 'wrong form of answer';
    case 'timeout':
      return 'no answer in time';
    case 'rate-limited':
      return 'rate limit';
    case 'overloaded':
      return 'model overloaded';
    case 'connection':
      return 'connection broke';
    case 'server-error':
      return 'model service error';
    case 'invalid-request':
      return 'request rejected';
    case 'authentication':
      return 'API key not accepted';
    case 'rehearsed':
      return 'as the rehearsal was told';
    case 'plan-rejected':
      return 'the plan broke a rule';
    case 'choice-rejected':
      return 'a choice that cannot be carried out';
    case 'reported':
      return failure.detail === '' ? 'no reason was given' : opening(failure.detail, 120).text;
    case 'check-not-passed':
      return 'the check says no';
    default: {
      const missed: never = failure;
      return missed;
    }
  }
}

/** The technical detail helps an engineer; a screenful of it helps nobody, and the ledger has it whole. */
function detailOf(failure: Failure): string {
  const shown = opening(failure.detail, 240);
  return shown.whole ? shown.text : `${shown.text} (whole in the ledger)`;
}

function inBrackets(detail: string): string {
  return detail === '' ? '' : `: ${endTrimmedOf(detail, /[.\s]/u)}`;
}
