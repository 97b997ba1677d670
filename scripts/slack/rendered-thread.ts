/** The thread of one run as people read it in Slack: from a rehearsal, through the real adapter, at the local Slack of the tests. */
import { resolve } from 'node:path';
import { pino } from 'pino';
import { createSlackSending } from '../../adapters/slack/sending/index.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { channelId, personId, tenantId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { loadLibrary } from '../../src/library/load.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { memoryInstallations } from '../../test/fakes/memory-installations.ts';
import { createMemorySentMessages } from '../../test/fakes/memory-sent-messages.ts';
import { type FakeSlack, slackServer } from '../../test/fakes/slack/server.ts';
import { rehearse } from '../patterns/rehearsed-run.ts';

const REQUEST = '/orchestrate Compare three ways to store audit logs AND list the retention duties in Europe THEN write a migration plan';
const [TEAM, CHANNEL, ADA] = [tenantId('T0ACME'), channelId('C0PLATFORM'), 'U0ADA'];

/** The plan as it waits for a yes, and the whole thread when the run is over. */
export async function renderedThreads(): Promise<{ readonly asked: string; readonly ended: string }> {
  const library = await loadLibrary({
    folders: [resolve(import.meta.dirname, '../../library')],
    ...{ patterns: PATTERNS.map(({ name }) => name), clock: { now: () => 0 }, log: pino({ enabled: false }) },
  });
  const { asked, ended } = await rehearse({ request: REQUEST, files: [] }, library, personId(ADA));
  return { asked: await rendered(asked), ended: await rendered(ended) };
}

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
