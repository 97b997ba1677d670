/** The ledger of a workflow: every event as a sentence, with its JSON behind it. */
import { eventLine } from '../../../src/cards/event-line.ts';
import type { Subject } from '../../../src/engine/call.ts';
import type { Recorded } from '../../../src/engine/event.ts';
import type { AttemptId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { type Html, html, NOTHING } from '../cards/html.ts';
import { lineHtml } from '../cards/line-html.ts';
import { type Frame, page } from './layout.ts';

/** `log` is the whole ledger, `shown` the part of it that this page shows. */
export function ledgerPage(frame: Frame, workflow: Workflow, log: readonly Recorded[], shown: readonly Recorded[], more: number | null): Html {
  const subjects = new Map(log.flatMap(({ event }) => (event.kind === 'attempt-started' ? [[event.attempt.id, event.attempt.subject]] : [])));
  return page(
    frame,
    html`<div class="narrow wide"><p class="crumb"><a href="/t/${workflow.place.thread}">Back to the thread</a></p><h1>Ledger of #${workflow.number}</h1>
<p class="context">Append-only, in the order it happened. Times are UTC. The same as JSON: <a href="/api/workflows/${workflow.id}/events">/api/workflows/${workflow.id}/events</a></p>
<div class="scroll" tabindex="0" role="region" aria-label="Events"><table class="ledger"><thead><tr><th scope="col">No.</th><th scope="col">Time</th><th scope="col">What happened</th></tr></thead><tbody>${shown.map((one) => row(workflow, one, subjects))}</tbody></table></div>
${more === null ? NOTHING : html`<p><a class="button" href="/workflows/${workflow.number}/ledger?after=${more}">Later events</a></p>`}</div>`,
  );
}

function row(workflow: Workflow, { seq, at, event }: Recorded, subjects: ReadonlyMap<AttemptId, Subject>): Html {
  return html`<tr id="e-${seq}"><td>${seq}</td><td><time datetime="${new Date(at).toISOString()}">${new Date(at).toISOString().slice(11, 23)}</time></td>
<td>${lineHtml(eventLine(workflow, event, subjects))}<details><summary><code>${event.kind}</code></summary><pre tabindex="0">${JSON.stringify(event, null, 2)}</pre></details></td></tr>`;
}
