/** What runs have cost, added up one way: `/baton costs`. */

import { personId } from '../engine/ids.ts';
import type { CostGrouping, CostReport, CostRow } from '../ports/costs.ts';
import type { Card, Line } from './card.ts';
import { count, money, tokens } from './figures.ts';
import { blocks, card, context, dotted, list, person, says, strong } from './spans.ts';

/** More than this nobody reads in a chat; the page has all. */
const ROWS = 25;

export function costsCard(report: CostReport): Card {
  const stretch = report.days === 1 ? 'today' : `in the last ${report.days} days`;
  if (report.rows.length === 0) return card('list', [says(`Nothing was spent ${stretch}.`)]);
  const left = report.rows.length - ROWS;
  return card(
    'list',
    blocks(
      says(strong(`Spent ${stretch}, by ${report.by}`)),
      list(report.rows.slice(0, ROWS).map((row) => dotted([keyOf(report.by, row.key)], ...figures(row)))),
      left > 0 ? says(`And ${left} more.`) : null,
      { kind: 'line', line: dotted([strong('Total')], ...figures(report.total)) },
      report.by === 'persona' || report.by === 'model' ? context('A run counts once in the total, and in every row that it has calls in.') : null,
      context('The costs page has all of it as CSV.'),
    ),
  );
}

function keyOf(by: CostGrouping, key: string): Line[number] {
  if (key === '') return strong(by === 'persona' ? 'no persona' : by === 'pattern' ? 'no plan' : 'unknown');
  return by === 'person' ? person(personId(key)) : strong(key);
}

function figures({ costUsd, chargedUsd, runs, inputTokens, outputTokens }: Omit<CostRow, 'key'>): readonly string[] {
  // Rehearsals cost nothing: their table prices must not be taken for a bill.
  const cost = Math.abs(costUsd - chargedUsd) < 0.005 ? money(costUsd) : `${money(chargedUsd)} charged, ${money(costUsd)} at table prices`;
  return [cost, count(runs, 'run'), `${tokens(inputTokens)} in, ${tokens(outputTokens)} out`];
}
