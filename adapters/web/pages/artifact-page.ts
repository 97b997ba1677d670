/** A stored file, shown as far as it is safe to show: Markdown rendered, text as text, pictures; the rest to download. */
import { size } from '../../../src/cards/figures.ts';
import type { ArtifactRef } from '../../../src/engine/body.ts';
import { type Html, html } from '../cards/html.ts';
import { markdownHtml } from '../cards/markdown.ts';
import { type Frame, page } from './layout.ts';

/** More is downloaded instead of shown: a browser would be busy with it for seconds. */
const SHOWN_BYTES = 2 * 1024 * 1024;

export type Showing = { readonly kind: 'markdown' | 'text'; readonly text: string } | { readonly kind: 'picture' } | { readonly kind: 'download' };

export function showing(ref: ArtifactRef, content: Uint8Array, pictures: ReadonlySet<string>): Showing {
  if (pictures.has(ref.mediaType)) return { kind: 'picture' };
  const isText = ref.mediaType.startsWith('text/') || ref.mediaType === 'application/json';
  if (!isText || content.length > SHOWN_BYTES) return { kind: 'download' };
  return { kind: ref.mediaType === 'text/markdown' ? 'markdown' : 'text', text: new TextDecoder().decode(content) };
}

export function artifactPage(frame: Frame, ref: ArtifactRef, shown: Showing, back: string | null): Html {
  return page(
    frame,
    html`<div class="narrow"><p class="crumb">${back === null ? html`<a href="/">Back</a>` : html`<a href="${back}">Back to the thread</a>`}</p>
<div class="artifact-head"><h1>${ref.name}</h1><a class="button primary" href="/api/artifacts/${ref.id}" download>Download</a></div>
<p class="context">${ref.mediaType} · ${size(ref.bytes)}</p><article class="artifact" aria-label="${ref.name}">${content(ref, shown)}</article></div>`,
  );
}

function content(ref: ArtifactRef, shown: Showing): Html {
  switch (shown.kind) {
    case 'markdown':
      return markdownHtml(shown.text);
    case 'text':
      return html`<pre tabindex="0">${shown.text}</pre>`;
    case 'picture':
      return html`<img src="/artifacts/${ref.id}/picture" alt="${ref.name}">`;
    case 'download':
      return html`<p>This kind of file is not shown here. Download it to open it.</p>`;
    default: {
      const missed: never = shown;
      return missed;
    }
  }
}
