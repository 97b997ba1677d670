/** What a channel's viewers are sent: its list of threads, when that changed. */
import { type ChannelId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { html } from '../cards/html.ts';
import type { WebDeps } from '../deps.ts';
import { threadItems } from '../pages/thread-list.ts';
import { channelDigest } from './digest.ts';
import type { LiveView } from './live-stream.ts';

/** Older threads are reached by their address. */
export const SHOWN_THREADS = 100;

export function channelLive(deps: WebDeps, channel: ChannelId): LiveView {
  return {
    concerns: (change) => change.kind === 'thread' && change.tenant === LOCAL_TENANT,
    async look(digest) {
      const threads = await deps.archive.threads(LOCAL_TENANT, channel, SHOWN_THREADS);
      const now = channelDigest(threads);
      if (now === digest) return { digest, html: null };
      return { digest: now, html: html`<hx-partial hx-target="#threads" hx-swap="innerMorph">${threadItems(threads)}</hx-partial>`.toString() };
    },
  };
}
