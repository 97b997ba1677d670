/**
 * The files that a run ends with, shared in its thread: each once, several in one call, noted in the ledger's database
 * so that neither a restart nor a card that names them again shares them twice.
 */

import type { Logger } from 'pino';
import { z } from 'zod';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import type { Deliverables } from '../../../src/chat/sending/card-sender.ts';
import type { Place } from '../../../src/engine/event.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import type { Artifacts } from '../../../src/ports/artifacts.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { SlackFiles } from './files.ts';
import { slackFailure } from './slack-error.ts';

export interface DeliverableDeps {
  readonly files: SlackFiles;
  readonly artifacts: Pick<Artifacts, 'read'>;
  readonly sentMessages: SentMessages;
  readonly log: Logger;
}

/** A file that was uploaded and not yet shared has its id already. */
const detailsSchema = z.object({ shared: z.boolean() });

const ALREADY_SHARED = 'file_already_completed';

interface Ready {
  readonly upload: Upload;
  readonly id: string;
}

interface Waiting {
  readonly upload: Upload;
  readonly file: string | null;
}

export function createDeliverables({ files, artifacts, sentMessages, log }: DeliverableDeps): Deliverables {
  async function share(workflow: WorkflowId, place: Place, uploads: readonly Upload[]): Promise<void> {
    if (!files.allowed(place.tenant)) return;
    const keyOf = ({ artifact }: Upload) => ({ surface: SLACK_SURFACE, tenant: place.tenant, key: `${workflow}:file:${artifact}`, part: 0 });
    const where = { channel: place.channel, thread: place.thread };
    const waiting: Waiting[] = [];
    for (const upload of uploads) {
      const known = await sentMessages.intend({ ...keyOf(upload), workflow, ...where, details: { shared: false } });
      if (known === 'fresh' || known.ref === null) waiting.push({ upload, file: null });
      else if (!detailsSchema.safeParse(known.details).data?.shared) waiting.push({ upload, file: known.ref });
    }
    const cutOff = waiting.flatMap(({ upload, file }) => (file === null ? [] : [{ upload, id: file }]));
    const fresh: Ready[] = [];
    for (const { upload, file } of waiting) {
      const id = file === null ? await uploadOne(place, upload) : null;
      if (id === null) continue;
      await sentMessages.sent(keyOf(upload), id, { shared: false });
      fresh.push({ upload, id });
    }
    for (const together of [cutOff, fresh]) {
      if (together.length > 0) await shareOnce(place, together);
      for (const { upload, id } of together) await sentMessages.sent(keyOf(upload), id, { shared: true });
    }
  }

  /** Slack shares an upload once: a second try that it refuses says that the first one worked. Of several, for one of them at least: each is asked for alone. */
  async function shareOnce(place: Place, together: readonly Ready[]): Promise<void> {
    const { tenant, channel, thread } = place;
    try {
      const shared = together.map(({ upload, id }) => ({ id, title: upload.name }));
      await files.share(tenant, shared, { channel, thread }, 'answer');
    } catch (error) {
      const failure = slackFailure(error);
      if (failure?.kind !== 'other' || failure.code !== ALREADY_SHARED) throw error;
      if (together.length > 1) for (const one of together) await shareOnce(place, [one]);
    }
  }

  /** Null: nothing is stored under this id any more. */
  async function uploadOne(place: Place, { artifact, name }: Upload): Promise<string | null> {
    const found = await artifacts.read(place.tenant, artifact);
    // Slack takes no empty files.
    return found && found.content.byteLength > 0 ? await files.upload(place.tenant, { name, content: found.content, alt: null }, 'answer') : null;
  }

  return {
    async share(workflow, place, uploads) {
      try {
        await share(workflow, place, uploads);
      } catch (error) {
        const failure = slackFailure(error);
        // What may pass is tried again with the whole card; what will not must not keep the rest from being said.
        if (failure === null || failure.kind === 'retry-later' || failure.kind === 'unknown-outcome') throw error;
        log.warn({ err: error, workflow }, 'files could not be shared; the card names them');
      }
    },
  };
}
