/** Files that Slack tells of in a roundabout way, and how many are in memory at once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { takeFiles } from '../../../adapters/slack/receiving/files.ts';
import { createFileTurns } from '../../../src/chat/receiving/file-turns.ts';
import { tenantId } from '../../../src/engine/ids.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { type FakeSlack, type SlackOptions, slackServer } from '../../fakes/slack/server.ts';
import { ANA, BEN, GENERAL, SHARED } from '../../fakes/slack/world/seed.ts';
import { until } from '../../until.ts';
import { type BatonAtSlack, batonAtSlack } from './baton-at-slack.ts';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.stop();
});

async function started(options: SlackOptions = {}): Promise<{ slack: FakeSlack; baton: BatonAtSlack }> {
  const slack = await slackServer({ rates: 'off', ...options });
  open.push({ stop: () => slack.close() });
  const baton = await batonAtSlack({ slack, drives: false });
  open.push(baton);
  return { slack, baton };
}

const REQUEST = 'orchestrate: Compare two stores AND write it down';
const NOTES = { name: 'notes.md', content: '# Notes' };
const hasFile = { name: 'notes.md', mediaType: 'text/markdown', bytes: 7 };

test('a mention that comes without its files, before the message that has them, loses none', async () => {
  const { slack, baton } = await started({ mentionsLackFiles: true });
  await slack.person(ANA).mentions(GENERAL, REQUEST, { files: [NOTES] });
  expect((await baton.run()).inputs).toMatchObject([hasFile]);
  // In a thread too, where the root has a file of its own.
  const root = await slack.person(BEN).says(GENERAL, 'look at this', { files: [{ name: 'other.md', content: '# Other' }] });
  await slack.person(BEN).mentions(GENERAL, REQUEST, { thread: root, files: [NOTES] });
  expect((await baton.run(({ number }) => number === 2)).inputs).toMatchObject([hasFile, { name: 'thread-so-far.md' }]);
  expect(slack.violations).toEqual([]);
});

test('where the message may not be read, a mention goes by its words', async () => {
  const { slack, baton } = await started({ mentionsLackFiles: true });
  slack.faults.next('conversations.replies', { kind: 'refuse', error: 'missing_scope' });
  await slack.person(ANA).mentions(GENERAL, REQUEST, { files: [NOTES] });
  expect((await baton.run()).inputs).toEqual([]);
});

test('a file of another workspace, in a shared channel, is asked for by its id', async () => {
  const { slack, baton } = await started();
  await slack.person(ANA).mentions(SHARED, REQUEST, { files: [{ ...NOTES, connect: true }] });
  expect((await baton.run()).inputs).toMatchObject([hasFile]);
  const told = () =>
    slack
      .person(BEN)
      .toldPrivately()
      .flatMap(({ lines }) => lines)
      .join(' / ');
  slack.faults.next('files.info', { kind: 'refuse', error: 'file_not_found' });
  await slack.person(BEN).mentions(SHARED, REQUEST, { files: [{ ...NOTES, connect: true }] });
  await until(() => told().includes('Slack does not give me file'));
  expect(await baton.runs()).toHaveLength(1);
});

test('few files are in memory at once, however many requests have some', async () => {
  let asked = 0;
  const host = createServer((request, response) => {
    if (request.url === '/file') asked += 1;
    response.end('# Notes');
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  open.push({
    async stop() {
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    },
  });
  const letGo: (() => void)[] = [];
  let held = 0;
  let most = 0;
  const store = async () => {
    held += 1;
    most = Math.max(most, held);
    await new Promise<void>((resolve) => letGo.push(resolve));
    held -= 1;
  };
  const deps = {
    ...{ ids: createIds(systemClock), fileTurn: createFileTurns(), apiUrl: `${origin}/api/` },
    api: { call: () => Promise.reject(new Error('nothing is asked of Slack')) },
    artifacts: { store },
  } as unknown as Parameters<typeof takeFiles>[2];
  const file = { id: 'F1', name: 'notes.md', size: 7, mimetype: '', url: `${origin}/file` };
  const taking = Promise.all(Array.from({ length: 8 }, () => takeFiles({ tenant: tenantId('T1'), team: { botToken: 'xoxb-1' } }, [file], deps)));
  await until(() => held === 3);
  await fetch(`${origin}/another`);
  expect(asked).toBe(3);
  for (let done = 1; done <= 8; done += 1) {
    const next = await until(() => letGo.shift());
    next();
  }
  expect((await taking).flat()).toHaveLength(8);
  expect({ asked, most }).toEqual({ asked: 8, most: 3 });
});
