/** A whole run of five workers, from the slash command to the last file, by Bolt, desk, drives and PostgreSQL: what all of it calls of Slack's Web API. */
import { afterEach, expect, test } from 'vitest';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, GENERAL } from '../../fakes/slack/world/seed.ts';
import { until } from '../../until.ts';
import { batonAtSlack } from '../receiving/baton-at-slack.ts';

const open: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

/** The rehearsal takes its time, so that each result comes by itself. */
const PARTS = ['stores', 'duties', 'prices', 'risks', 'habits'].map((what, index) => `"Collect the ${what} [[slow:${index + 1}s]]"`).join(' ');
/** Those that only attach Baton to Slack. */
const ATTACHING = new Set(['apps.connections.open', 'auth.test']);

async function ranToItsEnd(verbose: boolean): Promise<FakeSlack> {
  const slack = await slackServer();
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, settings: { verbose_progress: verbose, max_parallel_agents: 5 } });
  open.push(baton);
  expect(await slack.person(ANA).types(GENERAL, `/parallel ${PARTS}`)).toMatchObject({ taken: true });
  const planned = await baton.run(({ proposal, stage }) => proposal !== null && stage.kind !== 'assessing');
  await slack.person(BEN).says(GENERAL, 'approve', { thread: planned.place.thread });
  const done = await baton.run(({ stage }) => stage.kind === 'ended');
  expect(done.stage).toMatchObject({ outcome: 'completed' });
  await until(() => slack.thread(GENERAL, planned.place.thread).some(({ files }) => files.length === 5));
  if (verbose) await until(() => slack.renderedThread(GENERAL, planned.place.thread).includes('5 of 5 done'));
  expect(slack.violations).toEqual([]);
  return slack;
}

test.each([
  [true, 25],
  [false, 20],
])('verbose_progress %s: at most %i calls', async (verbose, most) => {
  const slack = await ranToItsEnd(verbose);
  const calls = slack.calls.map(({ method }) => method).filter((method) => !ATTACHING.has(method));
  expect(calls.length, calls.toSorted().join(' ')).toBeLessThanOrEqual(most);
});
