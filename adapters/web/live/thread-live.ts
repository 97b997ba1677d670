/** What a thread's viewers are sent: new messages at the end, changed ones in place, the run panel. */

import { LOCAL_TENANT, type ThreadId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import type { Message } from '../../../src/ports/archive.ts';
import { type Html, html, NOTHING } from '../cards/html.ts';
import { messageElement, messageHtml } from '../cards/message-html.ts';
import type { WebDeps } from '../deps.ts';
import { runContent } from '../pages/run-panel.ts';
import { type ReadThread, readThread } from '../read-thread.ts';
import { messageDigest, threadDigest } from './digest.ts';
import type { LiveView } from './live-stream.ts';

export function threadLive(deps: WebDeps, thread: ThreadId): LiveView {
  /** Mark of each message that the viewer has; null until that is known. */
  let shown: ReadonlyMap<string, string> | null = null;
  return {
    concerns: (change) => change.kind === 'thread' && change.tenant === LOCAL_TENANT && change.thread === thread,
    async look(digest) {
      const read = await readThread(deps.archive, thread);
      const now = threadDigest(read.messages, read.workflow);
      const before = shown;
      shown = new Map(read.messages.map((message) => [message.id, messageDigest(message)]));
      if (now === digest) return { digest, html: null };
      return { digest: now, html: (before === null ? everything(read) : changes(read, before)).toString() };
    },
  };
}

/** The viewer's state is unknown: all of it, merged into what stands there. */
function everything(read: ReadThread): Html {
  return html`<hx-partial hx-target="#messages" hx-swap="innerMorph">${read.messages.map(messageHtml)}</hx-partial>${rest(read.workflow)}`;
}

function changes({ messages, workflow }: ReadThread, before: ReadonlyMap<string, string>): Html {
  return html`${messages.map((message) => change(message, before.get(message.id)))}${rest(workflow)}`;
}

function change(message: Message, before: string | undefined): Html {
  if (before === undefined) return html`<hx-partial hx-target="#messages" hx-swap="beforeend">${messageHtml(message)}</hx-partial>`;
  if (before === messageDigest(message)) return NOTHING;
  return html`<hx-partial hx-target="#${messageElement(message)}" hx-swap="outerMorph">${messageHtml(message)}</hx-partial>`;
}

function rest(workflow: Workflow | null): Html {
  if (workflow === null) return NOTHING;
  return html`<hx-partial hx-target="#run" hx-swap="innerMorph">${runContent(workflow)}</hx-partial><title>${threadTitle(workflow)} · Baton</title>`;
}

/** The tab says when somebody is waited for. */
export function threadTitle(workflow: Workflow): string {
  return `#${workflow.number} ${statusWord(workflow)}`;
}
