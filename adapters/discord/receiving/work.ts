/** The work on what Discord delivers, and the lanes that it goes in. */
import type { Job as ChatJob } from '../../../src/chat/receiving/job.ts';
import { type Lane, lanesOf } from '../../../src/chat/receiving/lanes.ts';
import * as chat from '../../../src/chat/receiving/work.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type Live, NOT_LIVE, type Received, receivedSchema } from './received.ts';

export type Job = ChatJob<Received, Live>;
export type Work = chat.Work<Received, Live, null>;

export type WorkDeps = Omit<chat.WorkDeps<Received, Live, null>, 'surface' | 'read' | 'notLive' | 'laneOf' | 'afterwards'>;

export function createWork(deps: WorkDeps): Work {
  return chat.createWork<Received, Live, null>({
    ...deps,
    surface: DISCORD_SURFACE,
    read: (body) => receivedSchema.safeParse(body).data ?? null,
    notLive: NOT_LIVE,
    laneOf,
  });
}

/**
 * Clicks never wait behind requests, of which each waits for Discord's pace, and no guild behind another; words in one thread keep
 * their order. What begins a thread goes before the words in it. Each is answered before the next: who wants a run to halt does not wait for that.
 */
function laneOf({ tenant, body }: Job): Lane {
  const lane = lanesOf(tenant);
  switch (body.kind) {
    case 'command':
    case 'menu':
      return lane('requests', 64);
    case 'mention':
      return lane('words', 64, isUrgent(body.text) ? undefined : body.at);
    case 'reply':
      return lane('words', 64, isUrgent(body.text) ? undefined : (body.on ?? body.at));
    case 'direct':
      return lane('words', 4);
    case 'pressed':
    case 'submitted':
      return lane('clicks', 32);
    case 'words-taken':
      return lane('taken', 8);
    case 'message-edited':
    case 'message-deleted':
      return lane('life', 8, body.at);
    default: {
      const missed: never = body;
      return missed;
    }
  }
}

/** What it means is read later; a word that turns out to be none has only gone before others. */
function isUrgent(text: string): boolean {
  return /^\s*(?:<@!?\d+>\s*)?(?:stop|pause)(?: #\d+)?\s*$/iu.test(text);
}
