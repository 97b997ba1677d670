/**
 * One message at Discord. It is known again by a mark that is made when it is noted: for some minutes Discord itself knows
 * the mark (`nonce`, enforced), and later it is found by it among the channel's messages.
 */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { messageDetails } from '../../../src/chat/sending/details.ts';
import type { Priority } from '../../../src/chat/sending/priority.ts';
import type { ChatWire, Shown, StandingMessage, WireEdit } from '../../../src/chat/sending/wire.ts';
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { DISCORD_SURFACE } from '../deps.ts';
import { type CallOptions, type DiscordApi, UPLOAD_TIMEOUT_MS } from './api.ts';
import type { CallMethod } from './call-route.ts';
import { DiscordCallError, discordFailure } from './discord-error.ts';
import { findSent } from './find-sent.ts';
import { bodyOf, type OutgoingMessage, rawFiles, shownBy } from './outgoing.ts';

export interface DiscordWireDeps {
  readonly api: DiscordApi;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** “The past few minutes”, says Discord of how long it knows a nonce; a repeated post waits no longer than a third of this. */
const NONCE_LIVES_MS = 90_000;
const AGAIN_PATIENCE_MS = 30_000;
/** A post that waits longer for its turn is given up, so that nobody has to wait long to know that it will not come any more. */
const POST_PATIENCE_MS = 60_000;
/** Of edits and deletions. */
const PATIENCE_MS = 120_000;
const OPENS_WITHIN_MS = 30_000;

const postedSchema = z.object({ id: z.string() });

export function createDiscordWire({ api, clock, log }: DiscordWireDeps): ChatWire<OutgoingMessage> {
  /**
   * An archived thread takes no changes: it is opened again, which nobody is told of. All of it waits for its turn no longer
   * than the one call may: `settledMs` counts on it. What finds no time for its second try finds the thread open when it is tried again.
   */
  async function opened(at: Where, route: `/${string}`, method: CallMethod, options: CallOptions): Promise<unknown> {
    const { priority, patienceMs = PATIENCE_MS } = options;
    const until = clock.now() + patienceMs;
    try {
      return await api.call(method, route, options);
    } catch (error) {
      if (discordFailure(error)?.kind !== 'archived' || at.thread === null) throw error;
      log.info({ thread: at.thread }, 'an archived thread is opened again');
      await api.call('PATCH', `/channels/${at.thread}`, { body: { archived: false }, priority, patienceMs: OPENS_WITHIN_MS });
      return await api.call(method, route, { ...options, patienceMs: Math.max(0, until - clock.now()) });
    }
  }

  /** Its files stay where they are the same ones; else they are sent, and the former ones go. */
  async function change({ at, message, details, priority, patienceMs }: WireEdit<OutgoingMessage>, keeps: boolean): Promise<Shown> {
    const options: CallOptions = {
      body: bodyOf({ ...message, answers: null }, details.mark, keeps ? null : message.files),
      priority,
      replaces: at.ref,
      gives: shownBy(message),
      ...(patienceMs === null ? {} : { patienceMs }),
      ...(keeps || message.files.length === 0 ? {} : { files: await rawFiles(message.files) }),
    };
    return shownSchema.parse(await opened(at, messageRoute(at), 'PATCH', options));
  }

  return {
    surface: DISCORD_SURFACE,
    settledMs: POST_PATIENCE_MS + UPLOAD_TIMEOUT_MS + 2_000,
    newMark: ({ key, part }) => createHash('sha256').update(`${key} ${part} ${clock.now()}`).digest('base64url').slice(0, 22),
    repeats: (ageMs) => ageMs < NONCE_LIVES_MS,
    shownBy,
    async post({ to, message, mark, priority, again }) {
      const known = mark === null ? {} : { nonce: mark, enforce_nonce: true };
      const options: CallOptions = {
        body: { ...bodyOf(message, mark, message.files.length > 0 ? message.files : null), ...known },
        priority,
        patienceMs: again ? AGAIN_PATIENCE_MS : POST_PATIENCE_MS,
        ...(message.files.length > 0 ? { files: await rawFiles(message.files) } : {}),
      };
      return { ref: postedSchema.parse(await opened(to, `${channelRoute(to)}/messages`, 'POST', options)).id, strayed: false };
    },
    async edit(edit) {
      const { message, details } = edit;
      const names = message.files.map(({ name }) => name);
      const keeps = details.hash !== null && names.length === details.files.length && names.every((name) => details.files.includes(name));
      try {
        return await change(edit, keeps);
      } catch (error) {
        // Somebody took the file off the message, or another process put another one there.
        if (!keeps || names.length === 0 || discordFailure(error)?.kind !== 'refused-form') throw error;
        return await change(edit, false);
      }
    },
    async remove(at: StandingMessage, priority: Priority) {
      await opened(at, messageRoute(at), 'DELETE', { priority });
    },
    find: (sent, priority) => findSent(api, sent, channelRoute(sent), messageDetails(sent.details).mark, priority),
    failure: () => new DiscordCallError('what comes next', { kind: 'retry-later', afterMs: null }),
  };
}

const shownSchema = z.object({ hash: z.string().nullable(), files: z.array(z.string()) });

interface Where {
  readonly channel: ChannelId;
  /** Null: in the channel itself. */
  readonly thread: ThreadId | null;
}

const channelRoute = ({ channel, thread }: Where): `/${string}` => `/channels/${thread ?? channel}`;
const messageRoute = (at: StandingMessage): `/${string}` => `${channelRoute(at)}/messages/${at.ref}`;
