/** What runs have cost, added up one way at a time, with the same as CSV. */
import { money, tokens } from '../../../src/cards/figures.ts';
import { COST_GROUPINGS, type CostReport, type CostRow } from '../../../src/ports/costs.ts';
import { flag, type Html, html } from '../cards/html.ts';
import { type Frame, page } from './layout.ts';

const STRETCHES = [1, 7, 30, 90, 365] as const;

export function costsPage(frame: Frame, report: CostReport): Html {
  const { by, days, rows, total } = report;
  const query = `by=${by}&days=${days}`;
  return page(
    frame,
    html`<div class="narrow wide"><h1>Costs</h1>
<form class="field-row" method="get" action="/costs"><div class="field"><label for="by">Added up by</label><select id="by" name="by">${COST_GROUPINGS.map(
      (one) => html`<option value="${one}"${flag('selected', one === by)}>${one}</option>`,
    )}</select></div>
<div class="field"><label for="days">Last days</label><select id="days" name="days">${[...new Set([...STRETCHES, days])]
      .toSorted((a, b) => a - b)
      .map((one) => html`<option value="${one}"${flag('selected', one === days)}>${one}</option>`)}</select></div>
<button class="button primary" type="submit">Show</button><a class="button" href="/api/costs.csv?${query}" download>CSV</a></form>
<div class="scroll" tabindex="0" role="region" aria-label="Costs by ${by}"><table class="ledger"><thead><tr><th scope="col">${by}</th><th scope="col">Runs</th><th scope="col">Charged</th><th scope="col">At table prices</th><th scope="col">Tokens in</th><th scope="col">Tokens out</th></tr></thead>
<tbody>${rows.map((row) => line(row.key === '' ? 'none' : row.key, row))}</tbody><tfoot>${line('Total', total)}</tfoot></table></div>
<p class="context">Of runs that retention removed the sums stay. Rehearsals are not charged. The same as JSON: <a href="/api/costs?${query}">/api/costs?${query}</a></p></div>`,
  );
}

function line(name: string, { runs, chargedUsd, costUsd, inputTokens, outputTokens }: Omit<CostRow, 'key'>): Html {
  return html`<tr><th scope="row">${name}</th><td>${runs}</td><td>${money(chargedUsd)}</td><td>${money(costUsd)}</td><td>${tokens(inputTokens)}</td><td>${tokens(outputTokens)}</td></tr>`;
}
