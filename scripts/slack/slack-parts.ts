/** The generated parts of docs/slack.md: what each scope is for, and the thread of a run. */
import { EVENTS, SCOPES } from '../../adapters/slack/install/app-table.ts';
import { fenced } from '../fenced.ts';
import { renderedThreads } from './rendered-thread.ts';

/** By the name of the part. */
export async function slackParts(): Promise<ReadonlyMap<string, string>> {
  const { asked, ended } = await renderedThreads();
  return new Map([
    ['scopes', scopeTable()],
    ['asked', fenced(asked)],
    ['thread', fenced(ended)],
  ]);
}

function scopeTable(): string {
  const rows = Object.entries(SCOPES).map(([scope, { use, without }]) => `| \`${scope}\` | ${use} | ${eventsOf(scope)} | ${without} |`);
  return ['| scope | what for | events | without it |', '|---|---|---|---|', ...rows].join('\n');
}

function eventsOf(scope: string): string {
  return Object.entries(EVENTS)
    .filter(([, needs]) => needs === scope)
    .map(([event]) => `\`${event}\``)
    .join(', ');
}
