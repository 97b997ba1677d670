/**
 * The files that a run ends with, attached to messages of their own in its thread: each once, several in one message, noted
 * like any message, so that neither a restart nor a card that names them again attaches them twice.
 */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { notAttachedLine } from '../../../src/cards/file-words.ts';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import type { Deliverables } from '../../../src/chat/sending/card-sender.ts';
import { chatFailure, mayPass } from '../../../src/chat/sending/chat-failure.ts';
import { newDetails } from '../../../src/chat/sending/details.ts';
import { type PostingDeps, postOnce } from '../../../src/chat/sending/post-once.ts';
import type { Place } from '../../../src/engine/event.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import type { Artifacts } from '../../../src/ports/artifacts.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { LIMITS } from '../limits.ts';
import type { Attaching } from './attaching.ts';
import { discordFailure } from './discord-error.ts';
import { filesMessage, wordsMessages } from './files-message.ts';
import type { OutgoingMessage } from './outgoing.ts';

export interface DeliverableDeps extends PostingDeps<OutgoingMessage> {
  readonly artifacts: Pick<Artifacts, 'read'>;
  readonly attaching: Attaching;
  readonly log: Logger;
}

/** Sent together: their name in the message, and what they are. */
interface Batch {
  readonly uploads: readonly Upload[];
  readonly bytes: number;
}

export function createDeliverables(deps: DeliverableDeps): Deliverables {
  const { artifacts, attaching, sentMessages, log } = deps;

  async function share(workflow: WorkflowId, place: Place, uploads: readonly Upload[]): Promise<void> {
    const waiting: Upload[] = [];
    for (const upload of uploads) {
      const [known] = await sentMessages.parts(keyOf(workflow, place, upload));
      if (known?.ref == null && !waiting.some(({ artifact }) => artifact === upload.artifact)) waiting.push(upload);
    }
    if (waiting.length === 0) return;
    const most = attaching.allowed(place.channel) ? await attaching.most(place.tenant) : 0;
    const large = waiting.filter(({ bytes }) => bytes > most);
    for (const batch of batches(
      waiting.filter(({ bytes }) => bytes > 0 && bytes <= most),
      most,
    ))
      await attach(workflow, place, batch.uploads);
    if (large.length > 0) await tell(workflow, place, large, most);
  }

  async function attach(workflow: WorkflowId, place: Place, asked: readonly Upload[]): Promise<void> {
    const stored = await Promise.all(asked.map(async (upload) => ({ upload, content: (await artifacts.read(place.tenant, upload.artifact))?.content })));
    const there = stored.flatMap(({ upload, content }) => (content === undefined || content.byteLength === 0 ? [] : [{ upload, content }]));
    if (there.length === 0) return;
    const uploads = there.map(({ upload }) => upload);
    try {
      await post(workflow, place, uploads, [filesMessage(there.map(({ upload, content }) => ({ name: upload.name, content })))]);
    } catch (error) {
      const kind = discordFailure(error)?.kind;
      if (kind !== 'too-large' && kind !== 'not-allowed') throw error;
      if (kind === 'not-allowed') attaching.refused(place.channel);
      // Together they may be more than Discord takes at once.
      const [first, ...rest] = uploads;
      if (kind === 'too-large' && first && rest.length > 0) {
        await attach(workflow, place, [first]);
        await attach(workflow, place, rest);
      } else await tell(workflow, place, uploads, kind === 'too-large' ? null : 0);
    }
  }

  /** Said where they would have been. `most`: bytes of a file there; 0: none may be attached; null: less than was known. */
  async function tell(workflow: WorkflowId, place: Place, uploads: readonly Upload[], most: number | null): Promise<void> {
    await post(workflow, place, uploads, wordsMessages(notAttachedLine(uploads, most)));
  }

  async function post(workflow: WorkflowId, place: Place, uploads: readonly Upload[], messages: readonly OutgoingMessage[]): Promise<void> {
    const set = createHash('sha256')
      .update(uploads.map(({ artifact }) => artifact).join(' '))
      .digest('base64url')
      .slice(0, 16);
    const where = { workflow, channel: place.channel, thread: place.thread };
    const told = messages.every(({ files }) => files.length === 0);
    const to = { surface: DISCORD_SURFACE, tenant: place.tenant, key: `${workflow}:files:${told ? 'told:' : ''}${set}`, ...where };
    let ref = '';
    for (const [part, message] of messages.entries())
      ref = (await postOnce({ to: { ...to, part }, message, details: newDetails(), priority: 'answer' }, deps)).ref;
    for (const upload of uploads) {
      const key = { ...keyOf(workflow, place, upload), part: 0 };
      await sentMessages.intend({ ...key, ...where, details: {} });
      await sentMessages.sent(key, ref, {});
    }
  }

  return {
    async share(workflow, place, uploads) {
      try {
        await share(workflow, place, uploads);
      } catch (error) {
        const failure = chatFailure(error);
        // What may pass is tried again with the whole card; what will not must not keep the rest from being said.
        if (failure === null || mayPass(failure)) throw error;
        log.warn({ err: error, workflow }, 'files could not be attached; the card names them');
      }
    },
  };
}

const keyOf = (workflow: WorkflowId, place: Place, { artifact }: Upload) => ({
  surface: DISCORD_SURFACE,
  tenant: place.tenant,
  key: `${workflow}:file:${artifact}`,
});

/** As many as a message takes, and together no more than one file may have: no connection has to carry more at once. */
function batches(uploads: readonly Upload[], most: number): readonly Batch[] {
  const found: { uploads: Upload[]; bytes: number }[] = [];
  for (const upload of uploads) {
    const last = found.at(-1);
    if (last && last.uploads.length < LIMITS.attachments.most && last.bytes + upload.bytes <= most) {
      last.uploads.push(upload);
      last.bytes += upload.bytes;
    } else found.push({ uploads: [upload], bytes: upload.bytes });
  }
  return found;
}
