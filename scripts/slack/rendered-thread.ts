/** The thread of one run as people read it in Slack. */
import { pino } from 'pino';
import { createSlackSending } from '../../adapters/slack/sending/index.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { channelId, personId, tenantId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { memoryInstallations } from '../../test/fakes/memory-installations.ts';
import { createMemorySentMessages } from '../../test/fakes/memory-sent-messages.ts';
import { type FakeSlack, slackServer } from '../../test/fakes/slack/server.ts';
import { rehearsedThread } from '../rehearsed-thread.ts';

const [TEAM, CHANNEL, ADA] = [tenantId('T0ACME'), channelId('C0PLATFORM'), 'U0ADA'];

export const renderedThreads = () => rehearsedThread(ADA, rendered);

async function rendered(workflow: Workflow): Promise<string> {
  const slack = await slackServer({
    rates: 'off',
    hearsItself: false,
    workspaces: [{ id: TEAM, people: [{ id: ADA, name: 'ada' }], channels: [{ id: CHANNEL, name: 'platform' }] }],
  });
  const { surface, threadRoots, close } = sendingTo(slack);
  try {
    const [plan, ...replies] = threadOf(workflow).filter(({ card }) => surface.tells(card));
    if (!plan) throw new Error('A run without a plan.');
    const thread = await threadRoots.begin({ tenant: TEAM, channel: CHANNEL, key: 'root:docs', card: plan.card });
    const place = { tenant: TEAM, surface: 'slack', channel: CHANNEL, thread };
    for (const { key, card } of [plan, ...replies]) await surface.post({ workflow: workflow.id, place, key, card });
    if (slack.violations.length > 0) throw new Error(`Slack would not have taken it: ${JSON.stringify(slack.violations)}`);
    return slack.renderedThread(CHANNEL, thread);
  } finally {
    close();
    await slack.close();
  }
}

function sendingTo(slack: FakeSlack): ReturnType<typeof createSlackSending> {
  const { botUserId } = slack.workspace();
  return createSlackSending({
    tokens: {
      forTeam: async () => ({ tenant: TEAM, teamName: 'Acme', botToken: slack.botToken, botUserId, botId: null, scopes: null }),
      refused: () => undefined,
    },
    sentMessages: createMemorySentMessages(() => 0),
    installations: memoryInstallations(),
    // Texts that a file would hold stand in the cards too.
    artifacts: { read: async () => null },
    archive: { read: async () => null, messages: async () => [] },
    clock: systemClock,
    log: pino({ enabled: false }),
    apiUrl: slack.url,
    names: async () => new Map([[personId(ADA), 'ada']]),
    onUnreachable: () => undefined,
  });
}
