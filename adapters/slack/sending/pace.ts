/**
 * How sparing a run is with edits in Slack. One run of five workers has 25 calls in all, however long it takes: so the
 * live card is edited for what people care about, soon at first and then ever more seldom; what has ended shows at once.
 */
import type { Block, Card } from '../../../src/cards/card.ts';
import type { SurfacePace } from '../../../src/ports/surface.ts';

/** Enough to let two changes of one moment become one edit. */
const SOON_MS = 1_500;
/** Until there is a plan, its card says little: assessing, then planning. */
const BEFORE_THE_PLAN_MS = 20_000;
const FIRST_LIVE_EDIT_MS = 45_000;
const LONGEST_LIVE_MS = 15 * 60_000;

export const slackPace: SurfacePace = {
  editIntervalMs(card, edits) {
    if (isAtWork(card)) return Math.min(FIRST_LIVE_EDIT_MS * 2 ** edits, LONGEST_LIVE_MS);
    return card.kind === 'plan' && card.actions.length === 0 && !hasSteps(card) ? BEFORE_THE_PLAN_MS : SOON_MS;
  },
  worthEditing(card) {
    if (isAtWork(card)) return milestones(card);
    // Its button says itself when it is too late for it.
    return card.kind === 'handoff' ? card.blocks : card;
  },
};

const isAtWork = (card: Card): boolean => card.kind === 'live' && card.actions.length > 0;
const hasSteps = (card: Card): boolean => card.blocks.some(({ kind }) => kind === 'steps');

/** Who has settled, what stops it, what can be done. Clocks, costs and who has just started go along with the next edit. */
function milestones(card: Card): unknown {
  return {
    blocks: card.blocks.flatMap((block: Block): readonly unknown[] => {
      if (block.kind === 'steps') return block.steps.map(({ label, title, state }) => [label, title, state === 'running' ? 'pending' : state]);
      return block.kind === 'alert' ? [block] : [];
    }),
    actions: card.actions.map(({ label }) => label),
  };
}
