/** A thread: its messages, live, with a composer below and the run beside it. */
import type { Workflow } from '../../../src/engine/state.ts';
import type { Message } from '../../../src/ports/archive.ts';
import { type Html, html, NOTHING } from '../cards/html.ts';
import { messageHtml } from '../cards/message-html.ts';
import { composer, notices } from './composer.ts';
import { type Frame, page } from './layout.ts';
import { runPanel } from './run-panel.ts';

export interface ThreadView {
  readonly thread: string;
  readonly channel: string;
  readonly messages: readonly Message[];
  readonly workflow: Workflow | null;
  /** What these messages amount to; the stream sends nothing again while it stays so. */
  readonly digest: string;
}

export function threadPage(frame: Frame, view: ThreadView): Html {
  const { thread, channel, messages, workflow, digest } = view;
  return page(
    frame,
    html`<div class="thread-view"><div class="thread-column"><p class="crumb"><a href="/c/${channel}"># ${channel}</a><span id="link" class="link-state quiet" role="status"></span></p><h1 class="unseen">Thread ${workflow === null ? '' : `#${workflow.number}`}</h1>
<div id="stream" hx-sse:connect="/t/${thread}/stream?seen=${digest}" hx-swap="none"></div>
<div id="messages" class="messages" role="log" aria-live="polite" aria-relevant="additions" aria-label="Messages">${messages.map(messageHtml)}</div>
<div class="dock">${notices}${composer({ action: `/t/${thread}/commands`, label: 'Write in this thread', placeholder: 'Add context for what has not started yet, or type approve, stop, /baton status …', submit: 'Send', rows: 1, options: NOTHING })}</div></div>
${runPanel(workflow)}</div>`,
  );
}
