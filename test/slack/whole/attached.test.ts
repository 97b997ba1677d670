/** Slack beside the page: what `/healthz` says of it, what becomes of the page when Slack does not answer or take a token, and how all of it stops. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { startProcess } from '../../integration/process/baton-process.ts';
import { until } from '../../until.ts';
import { batonInSlack, MODES, reply, rootWith } from './baton-in-slack.ts';

const healthShape = z.looseObject({ status: z.string(), slack: z.string().optional() });
const healthOf = async (address: string) => healthShape.parse(await (await fetch(new URL('/healthz', address))).json());

test.concurrent.for(MODES)(
  'over %s: a run goes on while the process that began it stops, and another takes over',
  { timeout: 120_000 },
  async (mode, { onTestFinished }) => {
    const there = await batonInSlack(mode);
    onTestFinished(there.close);
    const { slack } = there;
    const [first] = there.running();
    if (!first) throw new Error('Nothing runs.');
    expect(await healthOf(first.address)).toMatchObject({ status: 'ok', slack: 'ok' });
    const ana = slack.person(ANA);
    await ana.types(GENERAL, '/orchestrate Compare the stores AND write the guide [[slow:5s]] THEN review both for risk');
    const root = await rootWith(slack, 'Compare the stores');
    const plan = await reply(slack, root, 'Est:', 'Approve');
    expect(await ana.presses(plan, 'Approve')).toMatchObject({ taken: true });
    first.kill('SIGTERM');
    expect(await first.exited).toBe(0);
    await there.launch();
    await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
    expect(there.printed()).not.toContain('a part did not stop');
    for (const secret of [slack.botToken, slack.appToken, slack.signingSecret]) expect(there.printed()).not.toContain(secret);
  },
);

test.concurrent('two processes serve one workspace, and each says so', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInSlack('socket');
  onTestFinished(there.close);
  const { slack } = there;
  const second = await there.launch();
  expect((await healthOf(second.address)).slack).toBe('ok');
  const ana = slack.person(ANA);
  const tasks = ['alpha', 'beta', 'gamma', 'delta'];
  for (const task of tasks) expect(await ana.types(GENERAL, `/orchestrate Compare the ${task} stores AND write the guide`)).toMatchObject({ taken: true });
  for (const task of tasks) await reply(slack, await rootWith(slack, `${task} stores`), 'Est:', 'Approve');
  expect(slack.channel(GENERAL).length).toBe(tasks.length);
  expect(slack.violations).toEqual([]);
});

test.concurrent('a token that Slack does not take stops nothing but Slack: the page works, and the log says what to do', { timeout: 60_000 }, async ({
  onTestFinished,
}) => {
  const there = await batonInSlack('socket');
  onTestFinished(there.close);
  const env = {
    DATABASE_URL: there.database.url,
    SLACK_API_URL: there.slack.url,
    SLACK_BOT_TOKEN: 'xoxb-unknown-token',
    SLACK_APP_TOKEN: there.slack.appToken,
  };
  const baton = await startProcess({ env });
  try {
    expect(await healthOf(baton.address)).toMatchObject({ status: 'ok', slack: 'refused' });
    expect(baton.output()).toContain('npm run doctor');
    expect(baton.output()).not.toContain('xoxb-unknown-token');
  } finally {
    baton.kill('SIGTERM');
    expect(await baton.exited).toBe(0);
  }
});

test.concurrent('a Slack that is away at the start is tried again, and the page does not wait for it', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const there = await batonInSlack('socket');
  onTestFinished(there.close);
  there.slack.faults.next('apps.connections.open', { kind: 'server-error' }, { times: 3 });
  const env = {
    DATABASE_URL: there.database.url,
    SLACK_API_URL: there.slack.url,
    SLACK_BOT_TOKEN: there.slack.botToken,
    SLACK_APP_TOKEN: there.slack.appToken,
  };
  const baton = await startProcess({ env });
  try {
    expect((await healthOf(baton.address)).status).toBe('ok');
    await until(async () => (await healthOf(baton.address)).slack === 'ok');
  } finally {
    baton.kill('SIGTERM');
    await baton.exited;
  }
});
