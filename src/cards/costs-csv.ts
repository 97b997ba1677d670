/** A cost report as CSV (RFC 4180), safe to open in a spreadsheet. */
import type { CostReport, CostRow } from '../ports/costs.ts';

/** The last line is the total. Money in dollars with six digits, so that small calls add up. */
export function costsCsv({ by, rows, total }: CostReport): string {
  const lines = [
    [by, 'runs', 'cost_usd', 'charged_usd', 'input_tokens', 'output_tokens'],
    ...rows.map(({ key, ...row }) => [key, ...figures(row)]),
    ['total', ...figures(total)],
  ];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function figures({ runs, costUsd, chargedUsd, inputTokens, outputTokens }: Omit<CostRow, 'key'>): readonly string[] {
  return [String(runs), costUsd.toFixed(6), chargedUsd.toFixed(6), String(inputTokens), String(outputTokens)];
}

/** Names are other people's text: one that begins as a formula would run where the file is opened, so a quote goes before it. */
function cell(text: string): string {
  const inert = /^\s*[=+\-@]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
