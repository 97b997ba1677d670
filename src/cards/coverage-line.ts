/** The engine's own last word: how many workstreams have a result, and for each that has none why, and by whom. */

import type { Workflow } from '../engine/state.ts';
import { type Coverage, coverageOf } from '../engine/status.ts';
import { type UncoveredPart, uncoveredParts } from '../engine/uncovered-parts.ts';
import type { Block } from './card.ts';
import { ref } from './naming.ts';
import { line, listed, says, strong } from './spans.ts';
import { statusPieces } from './workstream-state.ts';

export function coverageLine(workflow: Workflow): Block {
  const coverage = coverageOf(workflow);
  if (coverage.total === 0) return says(strong('Coverage: there was no plan, so no workstreams.'));
  if (workflow.start === null) return says(strong(`Coverage: 0 of ${coverage.total}. Nothing was run.`));
  const parts = uncoveredParts(workflow);
  const undone = parts.length === 0 ? [] : [strong(' Of the request, no workstream did '), ...listed(parts.map(part), 'and'), '.'];
  if (coverage.missing.length === 0) return says(strong(`Coverage: ${coverage.done} of ${coverage.total} workstreams.`), ...undone);
  return says(strong(`Coverage: ${coverage.done} of ${coverage.total}. Missing: `), ...listed(coverage.missing.map(gap), 'and'), '.', ...undone);
}

function part({ number, text }: UncoveredPart): ReturnType<typeof line> {
  return line(`part ${number} (“${text}”)`);
}

function gap({ id, title, why }: Coverage['missing'][number]): ReturnType<typeof line> {
  return line(`${ref(id)} ${title} (`, ...statusPieces(why), ')');
}
