/**
 * How sparing a run is with edits in Discord. Five edits in five seconds are let through for a channel, so the live card
 * moves with what happens; later, ever more seldom: messages older than an hour may be edited less often, how much less nobody says.
 */
import type { Card } from '../../../src/cards/card.ts';
import type { SurfacePace } from '../../../src/ports/surface.ts';

/** Enough to let several changes of one moment become one edit. */
const SOON_MS = 1_500;
const FIRST_LIVE_EDIT_MS = 3_000;
const LONGEST_LIVE_MS = 60_000;
/** A minute between two edits is reached after about twenty. */
const GROWS_BY = 1.05;

export const discordPace: SurfacePace = {
  editIntervalMs: (card, edits) => (isAtWork(card) ? Math.min(FIRST_LIVE_EDIT_MS * GROWS_BY ** edits, LONGEST_LIVE_MS) : SOON_MS),
  worthEditing: (card) => card,
};

const isAtWork = (card: Card): boolean => card.kind === 'live' && card.actions.length > 0;
