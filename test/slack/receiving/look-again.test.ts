/** A channel that came back while no process listened: its runs go on with the next start, without anybody's word. */
import { expect } from 'vitest';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';
import { slackServer } from '../../fakes/slack/server.ts';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { type Opened, test } from '../../opened.ts';
import { freshDatabase } from '../../postgres.ts';
import { until } from '../../until.ts';
import { batonAtSlack } from './baton-at-slack.ts';

const asksForApproval = (state: Workflow) => openDecisions(state).some(({ question }) => question.kind === 'plan-approval');
const NEWS = new Set(['membership', 'channel-changed']);

/** What Slack tells of channels never arrives. */
const hearsNoNews = (real: Deliveries): Deliveries => ({
  ...real,
  take: async (delivery, leaseMs) => (NEWS.has((delivery.body as { kind: string }).kind) ? 'known' : await real.take(delivery, leaseMs)),
});

/** A run waits for its approval, and its process is there. */
async function askedIn(open: Opened[]) {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  const first = await batonAtSlack({ slack, url: fresh.url });
  await slack.person(ANA).mentions(GENERAL, 'orchestrate: Compare three stores AND write it down');
  await first.run(asksForApproval);
  return { slack, fresh, first };
}

test.concurrent.for(['left', 'archived'] as const)('%s, and back before the next process is there', async (reason, { open }) => {
  const { slack, fresh, first } = await askedIn(open);
  const workspace = slack.workspace();
  await (reason === 'left' ? workspace.kicksBot(GENERAL) : workspace.archives(GENERAL));
  expect((await first.run(({ away }) => away !== null)).away).toMatchObject({ reason });
  await until(async () => (await first.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  await first.stop();
  await (reason === 'left' ? workspace.invitesBot(GENERAL) : workspace.unarchives(GENERAL));
  const second = await batonAtSlack({ slack, url: fresh.url, deliveries: hearsNoNews });
  open.push(second);
  await second.run(({ away }) => away === null);
});

test.concurrent('while it is still out of reach they wait on', async ({ open }) => {
  const { slack, fresh, first } = await askedIn(open);
  await slack.workspace().kicksBot(GENERAL);
  await first.run(({ away }) => away !== null);
  await first.stop();
  const asked = slack.count('conversations.info');
  const second = await batonAtSlack({ slack, url: fresh.url });
  open.push(second);
  await until(() => slack.count('conversations.info') > asked);
  await until(async () => (await second.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  expect((await second.run()).away).toMatchObject({ reason: 'left' });
  expect(await second.database.sql`select 1 from inbox where body ->> 'after' = 'left'`).toEqual([]);
});
