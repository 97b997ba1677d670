/** Beside the thread: how the run stands now, its picture, its results, its ledger. */
import { duration, money, size } from '../../../src/cards/figures.ts';
import { graphInWords } from '../../../src/cards/graph-words.ts';
import type { ArtifactRef } from '../../../src/engine/body.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { coverageOf, statusWord } from '../../../src/engine/status.ts';
import { pictureHtml } from '../cards/block-html.ts';
import { type Html, html, NOTHING } from '../cards/html.ts';
import { statusPill } from './thread-list.ts';

/** The element stays; its content is replaced by the stream. */
export function runPanel(workflow: Workflow | null): Html {
  return html`<aside class="run" aria-label="The run"><div id="run">${workflow === null ? NOTHING : runContent(workflow)}</div></aside>`;
}

export function runContent(workflow: Workflow): Html {
  const { done, total } = coverageOf(workflow);
  const plan = workflow.proposal?.plan ?? null;
  return html`<div class="run-head"><span class="number">#${workflow.number}</span> ${statusPill(statusWord(workflow))} <span class="run-time">${clock(workflow)}</span></div>
${total === 0 ? NOTHING : html`<div class="coverage"><progress max="${total}" value="${done}" aria-label="Workstreams done"></progress><span>${done} of ${total} workstreams</span></div>`}
<dl class="facts"><div><dt>Cost</dt><dd>${money(workflow.spent.costUsd)} <span class="quiet">of ${money(workflow.capUsd)}${workflow.spent.rehearsal ? ', $0 charged' : ''}</span></dd></div>
${plan === null ? NOTHING : html`<div><dt>Pattern</dt><dd>${plan.pattern}</dd></div>`}<div><dt>Asked by</dt><dd>@${workflow.requester}</dd></div></dl>
${plan === null ? NOTHING : pictureHtml(workflow.id, String(workflow.version), graphInWords(plan))}${files('Files given', workflow.inputs)}${files('Results', results(workflow))}
${workflow.stage.kind === 'running' ? html`<p class="run-links"><a href="/workflows/${workflow.number}/change">Change what has not begun</a></p>` : NOTHING}
<p class="run-links"><a href="/workflows/${workflow.number}/ledger">Ledger</a> · <a href="/api/workflows/${workflow.id}/picture.png" download="workflow-${workflow.number}.png">Picture as PNG</a> · <a href="/api/workflows/${workflow.id}">JSON</a> · <a href="/api/workflows/${workflow.id}/export" download>Export</a></p>`;
}

function clock(workflow: Workflow): Html {
  const { start, stage } = workflow;
  if (start === null) return NOTHING;
  if (stage.kind === 'ended') return html`${duration(stage.at - start.at)}`;
  return html`<span class="elapsed" data-since="${start.at}">${duration(workflow.updatedAt - start.at)}</span>`;
}

function results(workflow: Workflow): readonly ArtifactRef[] {
  const made = [...workflow.workstreams.values()].flatMap(({ status }) => (status.kind === 'done' || status.kind === 'supplied' ? [status.artifact] : []));
  const answer = workflow.answer?.answer;
  return answer?.kind === 'stored' ? [answer.artifact, ...made] : made;
}

function files(title: string, refs: readonly ArtifactRef[]): Html {
  if (refs.length === 0) return NOTHING;
  return html`<h3>${title}</h3><ul class="files" role="list">${refs.map(
    (ref) =>
      html`<li><a class="file" href="/artifacts/${ref.id}"><span class="file-name">${ref.name}</span> <span class="quiet">${size(ref.bytes)}</span></a></li>`,
  )}</ul>`;
}
