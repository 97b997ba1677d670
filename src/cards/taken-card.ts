/** What Baton took somebody's words in a thread for, and one click to correct it. */
import type { Decision } from '../engine/decision.ts';
import type { InputId } from '../engine/ids.ts';
import { openDecisions } from '../engine/open-decisions.ts';
import type { Workflow } from '../engine/state.ts';
import type { Action, Card, Rereading } from './card.ts';
import { opening } from './excerpt.ts';
import { count } from './figures.ts';
import { noticeCard } from './notice.ts';
import { optionActions } from './option-words.ts';
import { questionInShort } from './question-words.ts';
import { blocks, card, context, says, strong } from './spans.ts';

/** Of context, as long as its author can take it back. */
export function takenAsContext(workflow: Workflow, note: InputId): Card {
  const taken = noticeCard({ kind: 'taken', as: 'context' });
  if (!workflow.notes.some(({ id }) => id === note)) return taken;
  const asked = openDecisions(workflow).length > 0;
  return { ...taken, actions: [...(asked ? [rereading(workflow, note, 'It was an answer', { kind: 'which-answer' })] : []), ignore(workflow, note)] };
}

/** The newest are what somebody may still want to correct here; whose words are older can delete them. */
const MOST_CORRECTED = 10;
/** Of a message, on a button. */
const SHOWN_WORDS = 40;

/** Of several messages at once, of whoever wrote them. */
export function takenTogether(workflow: Workflow, notes: readonly InputId[]): Card {
  const asked = openDecisions(workflow).length > 0;
  return card(
    'notice',
    blocks(
      says(
        `I took ${count(notes.length, 'message')} as context for what has not started yet. Agents at work do not see ${notes.length === 1 ? 'it' : 'them'}. `,
        'To answer a question, press its button or write exactly “approve”.',
      ),
      context('Each button is for whoever wrote that message. Deleting a message takes it back as well.'),
    ),
    notes.slice(-MOST_CORRECTED).flatMap((note): readonly Action[] => {
      const words = workflow.notes.find(({ id }) => id === note)?.text;
      if (words === undefined) return [];
      const quoted = `“${opening(words, SHOWN_WORDS).text}”`;
      return [
        asked ? rereading(workflow, note, `Correct ${quoted}`, { kind: 'which-answer' }) : rereading(workflow, note, `Ignore ${quoted}`, { kind: 'ignored' }),
      ];
    }),
  );
}

/** The answers that the words could be: those that need words take them, the others are plain buttons. */
export function whichAnswerCard(workflow: Workflow, note: InputId): Card {
  const asked = openDecisions(workflow);
  const words = workflow.notes.find(({ id }) => id === note)?.text;
  if (words === undefined) return noticeCard({ kind: 'nothing-to-answer' });
  if (asked.length === 0) return { ...noticeCard({ kind: 'nothing-to-answer' }), actions: [ignore(workflow, note)] };
  return card(
    'notice',
    blocks(
      says(strong('Which answer was it? '), asked.map(({ question }) => questionInShort(question)).join('; '), '.'),
      context('A button that needs words takes those that you wrote. Until you choose they stay context.'),
    ),
    [...asked.flatMap((decision) => answers(workflow, decision, note)), ignore(workflow, note)],
  );
}

function answers(workflow: Workflow, decision: Decision, note: InputId): readonly Action[] {
  return optionActions(decision).map((action): Action => {
    const option = decision.options.find(({ id }) => action.does.kind === 'answer' && action.does.option === id);
    // A choice out of a list is no text.
    if (!option?.needsText || option.choices) return action;
    return { ...action, does: { kind: 'correct-reading', workflow: workflow.id, note, as: { kind: 'answer', decision: decision.id, option: option.id } } };
  });
}

function ignore(workflow: Workflow, note: InputId): Action {
  return rereading(workflow, note, 'Ignore it', { kind: 'ignored' });
}

function rereading({ id }: Workflow, note: InputId, label: string, as: Rereading): Action {
  return { label, tone: 'plain', does: { kind: 'correct-reading', workflow: id, note, as } };
}
