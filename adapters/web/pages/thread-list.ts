/** The threads of a channel, newest first. */
import { count, money } from '../../../src/cards/figures.ts';
import type { ThreadSummary, WorkflowSummary } from '../../../src/ports/archive.ts';
import { type Html, html, NOTHING } from '../cards/html.ts';

export function threadList(threads: readonly ThreadSummary[], channel: string, digest: string): Html {
  return html`<ul class="threads" id="threads" role="list" aria-label="Threads" hx-sse:connect="/c/${channel}/stream?seen=${digest}" hx-swap="none">${threadItems(threads)}</ul>`;
}

export function threadItems(threads: readonly ThreadSummary[]): Html {
  return html`${threads.map(threadItem)}`;
}

function threadItem({ thread, opening, author, at, lastAt, workflow }: ThreadSummary): Html {
  const iso = new Date(Math.max(at, lastAt)).toISOString();
  return html`<li id="t-${thread}"><a class="thread" href="/t/${thread}"><span class="thread-head">${workflow === null ? NOTHING : html`<span class="number">#${workflow.number}</span> ${statusPill(workflow.status)}`}
<span class="thread-opening">${workflow?.task ?? opening}</span></span><span class="thread-foot quiet">${author === null ? NOTHING : html`@${author} · `}<time class="stamp" datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>${workflow === null ? NOTHING : progress(workflow)}</span></a></li>`;
}

export function statusPill(status: string): Html {
  return html`<span class="pill status-${status}">${status}</span>`;
}

function progress({ done, total, costUsd }: WorkflowSummary): Html {
  return html`${total === 0 ? NOTHING : ` · ${done} of ${count(total, 'workstream')}`} · ${money(costUsd)}`;
}
