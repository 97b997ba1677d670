/** The blocks of a card as HTML. */
import type { Block, Step, StepState } from '../../../src/cards/card.ts';
import { size } from '../../../src/cards/figures.ts';
import { type Html, html, NOTHING } from './html.ts';
import { lineHtml } from './line-html.ts';
import { markdownHtml } from './markdown.ts';

/** `version` changes when the picture may have changed, so that the browser asks again. */
export function blockHtml(block: Block, version: string): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h3 class="card-heading">${lineHtml(block.line)}</h3>`;
    case 'line':
      return html`<p>${lineHtml(block.line)}</p>`;
    case 'context':
      return html`<p class="context">${lineHtml(block.line)}</p>`;
    case 'list':
      return html`<ul class="items">${block.items.map((item) => html`<li>${lineHtml(item)}</li>`)}</ul>`;
    case 'steps':
      return html`<ul class="steps" role="list">${block.steps.map(stepHtml)}</ul>`;
    case 'markdown':
      return markdownHtml(block.source);
    case 'files':
      return html`<ul class="files" role="list">${block.files.map(
        (
          file,
        ) => html`<li><a class="file" href="/artifacts/${file.artifact}"><span class="file-name">${file.name}</span> <span class="quiet">${size(file.bytes)}</span></a>
          <a class="file-save" href="/api/artifacts/${file.artifact}" download aria-label="Download ${file.name}">Download</a></li>`,
      )}</ul>`;
    case 'picture':
      return pictureHtml(block.workflow, version, block.alt);
    case 'alert':
      return html`<p class="alert alert-${block.tone}">${lineHtml(block.line)}</p>`;
    default: {
      const missed: never = block;
      return missed;
    }
  }
}

/** Two themes of one drawing: a picture cannot see the page's colours. */
export function pictureHtml(workflow: string, version: string, alt: string): Html {
  const source = `/api/workflows/${workflow}/picture.svg?v=${encodeURIComponent(version)}`;
  return html`<figure class="picture"><a href="/api/workflows/${workflow}/picture.svg"><picture>
    <source srcset="${source}&amp;theme=dark" media="(prefers-color-scheme: dark)">
    <img src="${source}" alt="${alt}"></picture></a></figure>`;
}

function stepHtml(step: Step): Html {
  const detail = step.detail.length === 0 ? NOTHING : html`<span class="step-detail">${lineHtml(step.detail)}</span>`;
  return html`<li class="step${step.state === null ? '' : ` is-${step.state}`}">${step.state === null ? NOTHING : stateMark(step.state)}
    <span class="step-label">${step.label}</span><span class="step-title">${step.title}</span>${detail}</li>`;
}

/** A shape besides the colour, and the word for those who see neither. */
function stateMark(state: StepState): Html {
  return html`<span class="mark mark-${state}"><span class="unseen">${state}: </span></span>`;
}
