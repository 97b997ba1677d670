/** Sending, alone with the local Discord: the real client and scheduler, memory for the database, a clock that tests turn. */
import { pino } from 'pino';
import type { SendingDeps } from '../../../adapters/discord/sending/deps.ts';
import { createDiscordSending, type DiscordSending } from '../../../adapters/discord/sending/index.ts';
import type { Card } from '../../../src/cards/card.ts';
import type { Unreachable } from '../../../src/chat/sending/surface.ts';
import type { Place } from '../../../src/engine/event.ts';
import { type ArtifactId, channelId, tenantId } from '../../../src/engine/ids.ts';
import type { SurfaceMessage } from '../../../src/ports/surface.ts';
import { type DiscordOptions, discordServer, type FakeDiscord } from '../../fakes/discord/server.ts';
import { GENERAL, GUILD } from '../../fakes/discord/world/seed.ts';
import { createMemorySentMessages, type MemorySentMessages } from '../../fakes/memory-sent-messages.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { artifact, card, RUN } from '../../fixtures/sent-cards.ts';

export { card, question, RUN } from '../../fixtures/sent-cards.ts';

export const TENANT = tenantId(GUILD);

export interface Arena {
  readonly discord: FakeDiscord;
  readonly sending: DiscordSending;
  readonly sent: MemorySentMessages;
  readonly unreachable: readonly Unreachable[];
  readonly place: Place;
  readonly files: Map<ArtifactId, string>;
  /** The same database, another process. */
  restarted(more?: Partial<SendingDeps>): DiscordSending;
  message(key: string, card: Card): SurfaceMessage;
  /** Discord's time and ours. */
  turn(ms: number): Promise<void>;
  /** Calls of a route that Discord carried out. */
  done(route: string): number;
  lines(): readonly string[];
  close(): Promise<void>;
}

export async function openArena({
  channel = GENERAL,
  deps = {},
  ...options
}: DiscordOptions & { readonly channel?: string; readonly deps?: Partial<SendingDeps> } = {}): Promise<Arena> {
  const discord = await discordServer({ rates: 'off', ...options });
  const clock = createTurnedClock();
  const sent = createMemorySentMessages(() => clock.now());
  const unreachable: Unreachable[] = [];
  const files = new Map<ArtifactId, string>();
  const open: DiscordSending[] = [];

  function restarted(more: Partial<SendingDeps> = {}): DiscordSending {
    const sending = createDiscordSending({
      token: discord.token,
      apiUrl: discord.api,
      sentMessages: sent,
      artifacts: { read: async (_, id) => artifact(id, files.get(id)) },
      archive: { read: async () => null, messages: async () => [] },
      clock,
      log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
      onUnreachable: (news) => unreachable.push(news),
      ...deps,
      ...more,
    });
    open.push(sending);
    return sending;
  }

  const sending = restarted();
  const root = { tenant: TENANT, channel: channelId(channel), key: 'root:d1', name: 'compare', card: card('notice', 'Ana asked: compare') };
  const thread = await sending.threadRoots.begin(root);
  const place = { tenant: TENANT, surface: 'discord', channel: channelId(channel), thread };
  return {
    discord,
    sending,
    sent,
    unreachable,
    place,
    files,
    restarted,
    message: (key, shown) => ({ workflow: RUN, place, key, card: shown }),
    async turn(ms) {
      await discord.time.turn(ms);
      clock.turn(ms);
    },
    done: (route) => discord.calls.filter((call) => call.route === route && typeof call.status === 'number' && call.status < 300).length,
    // A container is a bar at the side.
    lines: () => discord.thread(thread).map(({ lines }) => lines.map((line) => line.replace(/^\| ?/u, '')).join(' / ')),
    async close() {
      for (const one of open) one.close();
      await discord.close();
    },
  };
}
