/** A channel that came back while no process listened: its runs go on with the next start, without anybody's word. */
import { expect } from 'vitest';
import { slackServer } from '../../fakes/slack/server.ts';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { freshDatabase } from '../../postgres.ts';
import { test } from '../../opened.ts';
import { until } from '../../until.ts';
import { batonAtSlack } from './baton-at-slack.ts';

test.each(['left', 'archived'] as const)('%s, and back before the next process is there', async (reason, { open }) => {
  const slack = await slackServer({ rates: 'off' });
  open.push({ stop: () => slack.close() });
  const fresh = await freshDatabase();
  open.push({ stop: () => fresh.drop() });
  const first = await batonAtSlack({ slack, url: fresh.url });
  await slack.person(ANA).mentions(GENERAL, 'orchestrate: Compare three stores AND write it down');
  await first.run();
  const workspace = slack.workspace();
  await (reason === 'left' ? workspace.kicksBot(GENERAL) : workspace.archives(GENERAL));
  expect((await first.run(({ away }) => away !== null)).away).toMatchObject({ reason });
  await until(async () => (await first.database.sql`select 1 from deliveries where done_at is null`).length === 0);
  await first.stop();
  await (reason === 'left' ? workspace.invitesBot(GENERAL) : workspace.unarchives(GENERAL));
  // Nobody has heard of that.
  await first.forgets?.();
  const second = await batonAtSlack({ slack, url: fresh.url });
  open.push(second);
  await second.run(({ away }) => away === null);
});
