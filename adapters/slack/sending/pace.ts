/**
 * How sparing a run is with edits in Slack. One run of five workers has 25 calls in all, however long it takes: so the
 * live card is edited for what people care about, soon at first and then ever more seldom; what has ended shows at once.
 */
import type { Block, Card } from '../../../src/cards/card.ts';
import type { SurfacePace } from '../../../src/ports/surface.ts';

/** Enough to let two changes of one moment become one edit. */
const SOON_MS = 1_500;
const FIRST_LIVE_EDIT_MS = 45_000;
const LONGEST_LIVE_MS = 15 * 60_000;

export const slackPace: SurfacePace = {
  editIntervalMs(card, edits) {
    if (card.kind !== 'live' || card.actions.length === 0) return SOON_MS;
    return Math.min(FIRST_LIVE_EDIT_MS * 2 ** edits, LONGEST_LIVE_MS);
  },
  worthEditing: (card) => (card.kind === 'live' && card.actions.length > 0 ? milestones(card) : card),
};

/** Who has settled, what stops it, what can be done. Clocks, costs and who has just started go along with the next edit. */
function milestones(card: Card): unknown {
  return {
    kind: card.kind,
    blocks: card.blocks.flatMap((block: Block): readonly unknown[] => {
      if (block.kind === 'steps') return block.steps.map(({ label, title, state }) => [label, title, state === 'running' ? 'pending' : state]);
      return block.kind === 'alert' ? [block] : [];
    }),
    actions: card.actions.map(({ label }) => label),
  };
}
