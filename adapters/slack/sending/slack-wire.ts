/** One message at Slack: posted, changed, deleted and found again by the metadata that its key travels in. */
import type { ChatWire } from '../../../src/chat/sending/wire.ts';
import type { NewMessage } from '../../../src/ports/sent-messages.ts';
import type { SlackMessage } from '../blocks/slack-message.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { Tokens } from '../install/tokens.ts';
import type { SlackApi } from './api.ts';
import { findSent } from './find-sent.ts';
import { messageHash } from './message-hash.ts';
import { metadataOf } from './metadata.ts';
import { postedSchema } from './posted.ts';
import { SlackCallError } from './slack-error.ts';
import { CALL_TIMEOUT_MS } from './web-clients.ts';

export function createSlackWire({ api, tokens }: { readonly api: SlackApi; readonly tokens: Pick<Tokens, 'forTeam'> }): ChatWire<SlackMessage> {
  return {
    surface: SLACK_SURFACE,
    settledMs: CALL_TIMEOUT_MS + 2_000,
    async post({ to, message, priority }) {
      const { ts, message: posted } = postedSchema.parse(await api.call(to.tenant, 'chat.postMessage', postArgs(to, message), { priority }));
      return { ref: ts, strayed: to.thread !== null && posted.thread_ts === undefined };
    },
    async edit({ at, message, details, priority, patienceMs }) {
      const args = { channel: at.channel, ts: at.ref, text: message.text, blocks: message.blocks, metadata: metadataOf(at) };
      const replaces = `${at.channel} ${at.ref}`;
      const options = { priority, content: messageHash(message), replaces, ...(patienceMs === null ? {} : { patienceMs }) };
      return { hash: await api.newest(at.tenant, 'chat.update', args, options), files: details.files };
    },
    async remove({ tenant, channel, ref }, priority) {
      await api.call(tenant, 'chat.delete', { channel, ts: ref }, { priority });
    },
    find: async (sent, priority) => await findSent(api, sent, (await tokens.forTeam(sent.tenant))?.botUserId ?? null, priority),
    shownBy: (message) => ({ hash: messageHash(message), files: [] }),
    newMark: () => null,
    repeats: () => false,
    failure: (kind) =>
      kind === 'stray'
        ? new SlackCallError('chat.postMessage', { kind: 'thread-gone' })
        : new SlackCallError('what comes next', { kind: 'retry-later', afterMs: null }),
  };
}

function postArgs(to: NewMessage, { text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): Readonly<Record<string, unknown>> {
  return {
    channel: to.channel,
    ...(to.thread === null ? {} : { thread_ts: to.thread }),
    text,
    blocks,
    metadata: metadataOf(to),
    unfurl_links: false,
    unfurl_media: false,
  };
}
