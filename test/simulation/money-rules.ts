/** No cap is exceeded: not by what was spent, not by what is set aside on top. */
import type { Workflow } from '../../src/engine/state.ts';
import { must } from './violation.ts';

/** Sums of floating dollars; a hundredth of a cent is far below any real overrun. */
const DOLLAR_DUST = 1e-6;

export function moneyHolds(is: Workflow): void {
  const total = is.spent.costUsd + is.spent.reservedUsd;
  must(total <= is.capUsd + DOLLAR_DUST, 'within-cap', () => `$${total} of $${is.capUsd}`);
  must(is.spent.reservedUsd >= -DOLLAR_DUST, 'reservations', () => `$${is.spent.reservedUsd} reserved`);
}
