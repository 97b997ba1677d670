/** One expert's verdict as a Markdown file: what people download, and what the integration reads. */
import type { Ballot } from '../engine/answers.ts';

const POSITIONS: Readonly<Record<Ballot['position'], string>> = {
  ready: 'Ready',
  'ready-with-conditions': 'Ready with conditions',
  'not-ready': 'Not ready',
};

export function ballotText(title: string, ballot: Ballot): string {
  return [
    `# ${title}`,
    `**${POSITIONS[ballot.position]}** · risk ${ballot.risk} · confidence ${ballot.confidence}`,
    ballot.summary,
    ...section(
      'By domain',
      ballot.domains.map(({ domain, risk }) => `${domain}: ${risk}`),
    ),
    ...section('Conditions', ballot.conditions),
    ...section('Evidence', ballot.evidence),
  ].join('\n\n');
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, lines.map((line) => `- ${line}`).join('\n')];
}
