/** The receipt after a restart: what was kept, what runs again, and what that may cost twice. */
import type { Resumption, Workflow } from '../engine/state.ts';
import type { Card } from './card.ts';
import { count, money } from './figures.ts';
import { card, says, strong, time } from './spans.ts';

export function resumptionCard(workflow: Workflow, resumption: Resumption): Card {
  const cause = resumption.cause === 'crash' ? 'after an unplanned stop' : 'after a planned restart';
  return card('resumption', [
    says(
      strong('Back at '),
      time(resumption.at, workflow.settings.time_zone),
      strong(` ${cause}. `),
      kept(resumption),
      repeated(workflow, resumption),
      ' Nothing else was lost.',
    ),
  ]);
}

function kept(resumption: Resumption): string {
  return resumption.kept === 0 ? 'No result was finished yet.' : `Kept ${count(resumption.kept, 'result')}.`;
}

function repeated(workflow: Workflow, resumption: Resumption): string {
  const again = resumption.repeated.length;
  if (again === 0) return ' Nothing has to run again.';
  const twice = resumption.maybeTwiceUsd > 0 && !workflow.spent.rehearsal ? `; up to ${money(resumption.maybeTwiceUsd)} may be spent twice` : '';
  return ` Running ${count(again, 'attempt')} again${twice}.`;
}
