/** The thread of one run as people read it in Discord. */
import { pino } from 'pino';
import { createDiscordSending } from '../../adapters/discord/sending/index.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { channelId, tenantId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { discordServer, type FakeDiscord } from '../../test/fakes/discord/server.ts';
import { createMemorySentMessages } from '../../test/fakes/memory-sent-messages.ts';
import { rehearsedThread } from '../rehearsed-thread.ts';

const [GUILD, CHANNEL, ADA] = [tenantId('900000000000000100'), channelId('910000000000000100'), '920000000000000100'];

export const renderedThreads = () => rehearsedThread(ADA, rendered);

async function rendered(workflow: Workflow): Promise<string> {
  const people = [{ id: ADA, name: 'ada' }];
  const discord = await discordServer({
    rates: 'off',
    people,
    guilds: [{ id: GUILD, owner: ADA, members: people, channels: [{ id: CHANNEL, name: 'platform' }] }],
  });
  const { surface, threadRoots, close } = sendingTo(discord);
  try {
    const [plan, ...replies] = threadOf(workflow).filter(({ card }) => surface.tells(card));
    if (!plan) throw new Error('A run without a plan.');
    const thread = await threadRoots.begin({ tenant: GUILD, channel: CHANNEL, key: 'root:docs', name: 'docs', card: plan.card });
    const place = { tenant: GUILD, surface: 'discord', channel: CHANNEL, thread };
    for (const { key, card } of [plan, ...replies]) await surface.post({ workflow: workflow.id, place, key, card });
    if (discord.violations.length > 0) throw new Error(`Discord would not have taken it: ${JSON.stringify(discord.violations)}`);
    return discord.renderedThread(thread);
  } finally {
    close();
    await discord.close();
  }
}

function sendingTo(discord: FakeDiscord): ReturnType<typeof createDiscordSending> {
  return createDiscordSending({
    ...{ token: discord.token, apiUrl: discord.api, clock: systemClock, log: pino({ enabled: false }) },
    sentMessages: createMemorySentMessages(() => 0),
    // Texts that a file would hold stand in the cards too.
    artifacts: { read: async () => null },
    archive: { read: async () => null, messages: async () => [] },
    onUnreachable: () => undefined,
  });
}
