/**
 * The files that a run ends with, attached to messages of their own in its thread: each once, several in one message, noted
 * like any message, so that neither a restart nor a card that names them again attaches them twice.
 */
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
import { type FileNotes, type FileSet, fileNotes, fileSet } from './file-notes.ts';
import { filesMessage, wordsMessages } from './files-message.ts';
import type { OutgoingMessage } from './outgoing.ts';

export interface DeliverableDeps extends PostingDeps<OutgoingMessage> {
  readonly artifacts: Pick<Artifacts, 'read'>;
  readonly attaching: Attaching;
  readonly log: Logger;
}

interface Run {
  readonly workflow: WorkflowId;
  readonly place: Place;
  readonly notes: FileNotes;
}

export function createDeliverables(deps: DeliverableDeps): Deliverables {
  const { artifacts, attaching, sentMessages, log } = deps;

  async function share(run: Run, uploads: readonly Upload[]): Promise<void> {
    const { begun, fresh } = await run.notes.open(uploads);
    for (const set of begun) await (set.told === null ? attach(run, set) : tell(run, set, set.told.most));
    if (fresh.length === 0) return;
    const { channel, tenant } = run.place;
    const most = attaching.allowed(channel) ? await attaching.most(tenant) : 0;
    const small = fresh.filter(({ bytes }) => bytes > 0 && bytes <= most);
    const large = fresh.filter(({ bytes }) => bytes > most);
    for (const batch of batches(small, most)) await attach(run, fileSet(batch));
    if (large.length > 0) await tell(run, fileSet(large, { most }), most);
  }

  async function attach(run: Run, set: FileSet): Promise<void> {
    const { tenant, channel } = run.place;
    const stored = await Promise.all(set.uploads.map(async ({ name, artifact }) => ({ name, content: (await artifacts.read(tenant, artifact))?.content })));
    const there = stored.flatMap(({ name, content }) => (content === undefined || content.byteLength === 0 ? [] : [{ name, content }]));
    if (there.length === 0) return;
    try {
      await post(run, set, [filesMessage(there)]);
    } catch (error) {
      const kind = discordFailure(error)?.kind;
      if (kind !== 'too-large' && kind !== 'not-allowed') throw error;
      if (kind === 'not-allowed') attaching.refused(channel);
      // Together they may be more than Discord takes at once.
      const [first, ...rest] = set.uploads;
      if (kind === 'too-large' && first && rest.length > 0) {
        await attach(run, fileSet([first]));
        await attach(run, fileSet(rest));
      } else {
        const most = kind === 'too-large' ? null : 0;
        await tell(run, fileSet(set.uploads, { most }), most);
      }
    }
  }

  /** Said where they would have been. */
  async function tell(run: Run, set: FileSet, most: number | null): Promise<void> {
    await post(run, set, wordsMessages(notAttachedLine(set.uploads, most)));
  }

  async function post({ workflow, place, notes }: Run, set: FileSet, messages: readonly OutgoingMessage[]): Promise<void> {
    await notes.begin(set);
    const to = { surface: DISCORD_SURFACE, tenant: place.tenant, key: `${workflow}:files:${set.name}`, workflow, channel: place.channel, thread: place.thread };
    let ref = '';
    for (const [part, message] of messages.entries())
      ref = (await postOnce({ to: { ...to, part }, message, details: newDetails(), priority: 'answer' }, deps)).ref;
    await notes.stands(set, ref);
  }

  return {
    async share(workflow, place, uploads) {
      try {
        await share({ workflow, place, notes: fileNotes(sentMessages, workflow, place) }, uploads);
      } catch (error) {
        const failure = chatFailure(error);
        // What may pass is tried again with the whole card; what will not must not keep the rest from being said.
        if (failure === null || mayPass(failure)) throw error;
        log.warn({ err: error, workflow }, 'files could not be attached; the card names them');
      }
    },
  };
}

/** As many as a message takes, and together no more than one file may have: no connection has to carry more at once. */
function batches(uploads: readonly Upload[], most: number): readonly (readonly Upload[])[] {
  const found: { readonly uploads: Upload[]; bytes: number }[] = [];
  for (const upload of uploads) {
    const last = found.at(-1);
    if (last && last.uploads.length < LIMITS.attachments.most && last.bytes + upload.bytes <= most) {
      last.uploads.push(upload);
      last.bytes += upload.bytes;
    } else found.push({ uploads: [upload], bytes: upload.bytes });
  }
  return found.map(({ uploads }) => uploads);
}
