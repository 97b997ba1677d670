/** The casting vote: the question where a panel did not settle it, and what was decided. */

import type { Decision } from '../engine/decision.ts';
import type { Workflow } from '../engine/state.ts';
import type { CastingVote, Ruling } from '../engine/verdict.ts';
import type { Block, Line } from './card.ts';
import { opening } from './excerpt.ts';
import { count } from './figures.ts';
import { blocks, heading, line, person, says, strong, time } from './spans.ts';
import { positionCounts } from './verdict-words.ts';

export function castingVote(decision: Decision, question: CastingVote): readonly Block[] {
  const open = decision.state.kind === 'open';
  return blocks(
    heading(strong(`The panel needs a casting vote: ${positionCounts(question.positions) || 'no ballot was cast'}.`)),
    says(because(question)),
    open ? says('Go means: with the conditions that the experts named. The answer goes into the handoff and the integrated answer, with the dissent.') : null,
  );
}

/** `Go, with the experts' conditions: decided by @ana, 14:02. "..."` */
export function rulingLine(workflow: Workflow, { by, at, option, text }: Ruling): Line {
  const words = text === null || text.trim() === '' ? null : opening(text, 500).text;
  return line(
    strong(RULING_WORDS[option]),
    ': decided by ',
    person(by),
    ', ',
    time(at, workflow.settings.time_zone),
    '.',
    words === null ? null : ` “${words}”`,
  );
}

const RULING_WORDS: Readonly<Record<Ruling['option'], string>> = { go: 'Go, with conditions', 'no-go': 'No-go' };

function because({ cause, risks, positions, round }: CastingVote): string {
  const again = round > 1 ? ` This was vote ${round}.` : '';
  switch (cause) {
    case 'red':
      return `${risks.red === 1 ? 'One expert sees' : `${count(risks.red, 'expert')} see`} a red, and no majority can overrule a red.${again}`;
    case 'tie':
      return `As many stand on one side as on another, so the panel has no majority.${again}`;
    case 'too-few': {
      const cast = positions.ready + positions['ready-with-conditions'] + positions['not-ready'];
      return `${cast === 0 ? 'No ballot' : 'Only one ballot'} was cast: that is no panel.${again}`;
    }
    default: {
      const missed: never = cause;
      return missed;
    }
  }
}
