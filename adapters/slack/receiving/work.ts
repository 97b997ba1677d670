/** The work on what Slack delivers, and the lanes that it goes in. */

import type { Job as ChatJob } from '../../../src/chat/receiving/job.ts';
import { type Lane, lanesOf } from '../../../src/chat/receiving/lanes.ts';
import * as chat from '../../../src/chat/receiving/work.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { type Live, NOT_LIVE, type Received, receivedSchema } from './received.ts';

export type Job = ChatJob<Received, Live>;
export type Work = chat.Work<Received, Live, Handled>;

/** What a submitted form is answered with, and what else is to be said when that comes too late. */
export interface Handled {
  readonly response: Readonly<Record<string, unknown>>;
  readonly afterwards: (() => Promise<void>) | null;
}

export const DONE: Handled = { response: { response_action: 'clear' }, afterwards: null };

export type WorkDeps = Omit<chat.WorkDeps<Received, Live, Handled>, 'surface' | 'read' | 'notLive' | 'laneOf' | 'afterwards'>;

export function createWork(deps: WorkDeps): Work {
  return chat.createWork<Received, Live, Handled>({
    ...deps,
    surface: SLACK_SURFACE,
    read: (body) => receivedSchema.safeParse(body).data ?? null,
    notLive: NOT_LIVE,
    laneOf,
    afterwards: async ({ afterwards }) => await afterwards?.(),
  });
}

/**
 * Clicks never wait behind requests, of which each waits for Slack's pace, and no workspace behind another; words in one thread, and
 * what happens to one channel, keep their order. What begins a thread goes before the words in it.
 */
function laneOf({ tenant, body }: Job): Lane {
  const lane = lanesOf(tenant);
  switch (body.kind) {
    case 'command':
    case 'shortcut':
      return lane('requests', 64);
    case 'mention':
      return lane('words', 64, `${body.channel} ${body.thread ?? body.ts}`);
    case 'reply':
      return lane('words', 64, `${body.channel} ${body.thread}`);
    case 'pressed':
    case 'submitted':
    case 'session-stopped':
      return lane('clicks', 32);
    case 'home-opened':
      return lane('homes', 4);
    case 'message-edited':
    case 'message-deleted':
    case 'channel-changed':
    case 'membership':
      return lane('life', 8, body.channel);
    case 'uninstalled':
    case 'tokens-revoked':
      return lane('life', 8, '');
    default: {
      const missed: never = body;
      return missed;
    }
  }
}
