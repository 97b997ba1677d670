/**
 * What is noted of a run's files: which ones go together, before they do, and in which message each stands. So a message
 * that was cut off, or whose files were noted in part only, is finished as it was begun, whatever files have come since.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import type { Place } from '../../../src/engine/event.ts';
import type { WorkflowId } from '../../../src/engine/ids.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { DISCORD_SURFACE } from '../deps.ts';

/** What one message is about. */
export interface FileSet {
  readonly name: string;
  readonly uploads: readonly Upload[];
  /** Named with the reason, because they cannot be attached; null: attached. `most`: bytes of a file there; 0: none may be attached; null: less than was known. */
  readonly told: { readonly most: number | null } | null;
}

export interface FileNotes {
  /** `begun`: sets of which not everything is noted. `fresh`: files of which nothing is known. */
  open(uploads: readonly Upload[]): Promise<{ readonly begun: readonly FileSet[]; readonly fresh: readonly Upload[] }>;
  begin(set: FileSet): Promise<void>;
  stands(set: FileSet, ref: string): Promise<void>;
}

const noteSchema = z.object({ set: z.string(), told: z.object({ most: z.number().nullable() }).nullable() });

export function fileSet(uploads: readonly Upload[], told: FileSet['told'] = null): FileSet {
  const hash = createHash('sha256')
    .update(uploads.map(({ artifact }) => artifact).join(' '))
    .digest('base64url')
    .slice(0, 16);
  return { name: `${told === null ? '' : 'told:'}${hash}`, uploads, told };
}

export function fileNotes(sentMessages: SentMessages, workflow: WorkflowId, place: Place): FileNotes {
  const keyOf = ({ artifact }: Upload) => ({ surface: DISCORD_SURFACE, tenant: place.tenant, key: `${workflow}:file:${artifact}`, part: 0 });
  const noteOf = ({ name, told }: FileSet) => ({ set: name, told });

  return {
    async open(uploads) {
      const sets = new Map<string, FileSet & { cutOff: boolean }>();
      const fresh: Upload[] = [];
      for (const upload of new Map(uploads.map((one) => [one.artifact, one])).values()) {
        const [known] = await sentMessages.parts(keyOf(upload));
        const note = noteSchema.safeParse(known?.details).data;
        if (note === undefined) fresh.push(upload);
        else {
          const before = sets.get(note.set);
          const cutOff = known?.ref === null || before?.cutOff === true;
          sets.set(note.set, { name: note.set, told: note.told, uploads: [...(before?.uploads ?? []), upload], cutOff });
        }
      }
      return { begun: [...sets.values()].filter(({ cutOff }) => cutOff), fresh };
    },

    async begin(set) {
      for (const upload of set.uploads) {
        const message = { ...keyOf(upload), workflow, channel: place.channel, thread: place.thread, details: noteOf(set) };
        const known = await sentMessages.intend(message);
        if (known === 'fresh' || known.ref !== null || noteSchema.safeParse(known.details).data?.set === set.name) continue;
        // It was to go with others, which Discord refused.
        await sentMessages.lost(message);
        await sentMessages.intend(message);
      }
    },

    async stands(set, ref) {
      for (const upload of set.uploads) await sentMessages.sent(keyOf(upload), ref, noteOf(set));
    },
  };
}
