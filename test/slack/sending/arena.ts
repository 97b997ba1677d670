/** Sending, alone with the local Slack: the real client and scheduler, memory for the database, a clock that tests turn. */
import { pino } from 'pino';
import type { SendingDeps } from '../../../adapters/slack/sending/deps.ts';
import { createSlackSending, type SlackSending } from '../../../adapters/slack/sending/index.ts';
import type { Card } from '../../../src/cards/card.ts';
import type { Unreachable } from '../../../src/chat/sending/surface.ts';
import type { Place } from '../../../src/engine/event.ts';
import { type ArtifactId, channelId, tenantId } from '../../../src/engine/ids.ts';
import type { SurfaceMessage } from '../../../src/ports/surface.ts';
import type { HandClock } from '../../fakes/hand-clock.ts';
import { memoryInstallations } from '../../fakes/memory-installations.ts';
import { createMemorySentMessages, type MemorySentMessages } from '../../fakes/memory-sent-messages.ts';
import { type FakeSlack, type SlackOptions, slackServer } from '../../fakes/slack/server.ts';
import { GENERAL, TEAM } from '../../fakes/slack/world/seed.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { artifact, card, RUN } from '../../fixtures/sent-cards.ts';

export { card, question, RUN } from '../../fixtures/sent-cards.ts';

const TENANT = tenantId(TEAM);

export interface Arena {
  readonly slack: FakeSlack;
  readonly sending: SlackSending;
  readonly sent: MemorySentMessages;
  readonly installations: ReturnType<typeof memoryInstallations>;
  readonly unreachable: readonly Unreachable[];
  readonly place: Place;
  readonly files: Map<ArtifactId, string>;
  /** The same database, another process. */
  restarted(more?: Partial<SendingDeps>): SlackSending;
  message(key: string, card: Card): SurfaceMessage;
  /** Slack's time and ours. */
  turn(ms: number): Promise<void>;
  /** Ids of the calls of a method that Slack answered with ok. */
  done(method: string): number;
  lines(): readonly string[];
  close(): Promise<void>;
}

export async function openArena({
  channel = GENERAL,
  deps = {},
  ...options
}: SlackOptions & { readonly channel?: string; readonly deps?: Partial<SendingDeps>; readonly clock?: HandClock } = {}): Promise<Arena> {
  const slack = await slackServer({ hearsItself: false, ...options });
  const clock = options.clock ?? createTurnedClock();
  const sent = createMemorySentMessages(() => clock.now());
  const installations = memoryInstallations();
  await installations.keep({ surface: 'slack', tenant: TENANT, secret: '', about: { name: 'Platform team' } });
  const unreachable: Unreachable[] = [];
  const files = new Map<ArtifactId, string>();
  const open: SlackSending[] = [];

  function restarted(more: Partial<SendingDeps> = {}): SlackSending {
    const sending = createSlackSending({
      tokens: { forTeam: async () => token(slack), refused: () => undefined },
      sentMessages: sent,
      artifacts: { read: async (_, id) => artifact(id, files.get(id)) },
      archive: { read: async () => null, messages: async () => [] },
      installations,
      clock,
      log: pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }),
      apiUrl: slack.url,
      names: async () => new Map(),
      onUnreachable: (news) => unreachable.push(news),
      ...deps,
      ...more,
    });
    open.push(sending);
    return sending;
  }

  const sending = restarted();
  const root = await sending.threadRoots.begin({ tenant: TENANT, channel: channelId(channel), key: 'root:d1', card: card('notice', 'Ana asked: compare') });
  const place = { tenant: TENANT, surface: 'slack', channel: channelId(channel), thread: root };
  return {
    slack,
    sending,
    sent,
    installations,
    unreachable,
    place,
    files,
    restarted,
    message: (key, shown) => ({ workflow: RUN, place, key, card: shown }),
    async turn(ms) {
      await slack.time.turn(ms);
      if ('turn' in clock) clock.turn(ms);
      else await clock.advance(ms);
    },
    done: (method) => slack.calls.filter((call) => call.method === method && call.answer === 'ok').length,
    lines: () => slack.thread(place.channel, place.thread).map(({ lines }) => lines.join(' / ')),
    async close() {
      for (const one of open) one.close();
      await slack.close();
    },
  };
}

function token(slack: FakeSlack) {
  return { tenant: TENANT, teamName: 'Platform team', botToken: slack.botToken, botUserId: slack.workspace().botUserId, botId: null, scopes: null };
}
