/** A crash or a cut connection between the note and the message, storms of 429 and outages: said once, or known to be said twice. */
import { afterEach, describe, expect, test } from 'vitest';
import { slackServer } from '../../fakes/slack/server.ts';
import { GENERAL } from '../../fakes/slack/world/seed.ts';
import { until } from '../../until.ts';
import { type Arena, card, openArena, RUN } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}

describe('a crash between the note and the message', () => {
  test('the message arrived: it is found by its metadata and not posted again', async () => {
    const { sending, message, slack, lines, done, restarted, place } = await arena();
    slack.faults.next('chat.postMessage', { kind: 'lose-answer' });
    await expect(sending.surface.post(message('handoff:p1', card('handoff', 'Phase 1 complete')))).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    expect(lines()).toHaveLength(2);
    const ref = await restarted().surface.post(message('handoff:p1', card('handoff', 'Phase 1 complete')));
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete']);
    expect(slack.thread(GENERAL, place.thread)[1]?.ts).toBe(ref);
    expect(done('conversations.replies')).toBe(1);
  });

  test('it did not: it is posted, once nobody can still be sending it', async () => {
    const { sending, message, slack, lines, restarted, turn, done } = await arena();
    slack.faults.next('chat.postMessage', { kind: 'lose-call' });
    const handoff = message('handoff:p1', card('handoff', 'Phase 1 complete'));
    await expect(sending.surface.post(handoff)).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    expect(lines()).toHaveLength(1);
    const again = restarted().surface.post(handoff);
    await until(() => done('conversations.replies') === 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines()).toHaveLength(1);
    await turn(12_000);
    await again;
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete']);
    expect(done('conversations.replies')).toBe(2);
  });

  test('it arrives while a second process looks: posted once', async () => {
    const { sending, message, slack, lines, restarted, turn, done } = await arena();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    slack.faults.next('chat.postMessage', { kind: 'hang', until: gate });
    const handoff = message('handoff:p1', card('handoff', 'Phase 1 complete'));
    const first = sending.surface.post(handoff);
    await until(() => slack.count('chat.postMessage') === 2);
    const second = restarted().surface.post(handoff);
    await until(() => done('conversations.replies') === 1);
    open();
    const ref = await first;
    await turn(12_000);
    expect(await second).toBe(ref);
    expect(lines()).toHaveLength(2);
  });

  test('without the scope to read it is posted again: twice rather than not at all', async () => {
    const { sending, message, slack, lines, restarted, turn } = await arena();
    slack.faults.next('chat.postMessage', { kind: 'lose-answer' });
    const handoff = message('handoff:p1', card('handoff', 'Phase 1 complete'));
    await expect(sending.surface.post(handoff)).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    for (const scope of ['channels:history', 'groups:history', 'im:history', 'mpim:history']) slack.workspace().withdrawsScope(scope);
    const again = restarted().surface.post(handoff);
    await until(() => slack.count('conversations.replies') === 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await turn(12_000);
    await again;
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete', 'Phase 1 complete']);
  });

  test.each([
    ['HTTP 503', { kind: 'server-error', status: 503 }],
    ['fatal_error', { kind: 'refuse', error: 'fatal_error' }],
    ['internal_error', { kind: 'refuse', error: 'internal_error' }],
  ] as const)('an answer that leaves the end open (%s) is no refusal: the note stays, and the message is looked for', async (_, fault) => {
    const { sending, message, slack, sent, turn, done, lines } = await arena();
    slack.faults.next('chat.postMessage', fault);
    const end = message('end', card('completion', 'Done'));
    await expect(sending.surface.post(end)).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    expect(sent.all().find(({ key }) => key === `${RUN}:end`)?.ref).toBeNull();
    await turn(20_000);
    await sending.surface.post(end);
    expect(lines()).toEqual(['Ana asked: compare', 'Done']);
    expect(done('conversations.replies')).toBe(1);
  });

  test('somebody else’s message with the same metadata is not taken for ours', async () => {
    const { sending, message, sent, place, slack, turn, lines } = await arena();
    const key = { surface: 'slack', tenant: place.tenant, key: `${RUN}:end`, part: 0 };
    await sent.intend({ ...key, workflow: RUN, channel: place.channel, thread: place.thread, details: { v: 1 } });
    await turn(20_000);
    await sending.api.call(
      place.tenant,
      'chat.postMessage',
      {
        channel: place.channel,
        thread_ts: place.thread,
        text: 'forged',
        metadata: { event_type: 'baton_message', event_payload: { key: `${RUN}:other`, part: 0 } },
      },
      { priority: 'answer' },
    );
    await sending.surface.post(message('end', card('completion', 'Done')));
    expect(lines().slice(1)).toEqual(['forged', 'Done']);
    expect(slack.violations).toEqual([]);
  });
});

describe('a stop', () => {
  test('does not wait for a message that may still arrive; what was noted of it stays for the next process', async () => {
    const { sending, message, slack, restarted, done, sent, lines, turn } = await arena();
    slack.faults.next('chat.postMessage', { kind: 'lose-call' });
    const handoff = message('handoff:p1', card('handoff', 'Phase 1 complete'));
    await expect(sending.surface.post(handoff)).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    const second = restarted();
    const waits = second.surface.post(handoff).catch((error: unknown) => error);
    await until(() => done('conversations.replies') === 1);
    await new Promise((resolve) => setImmediate(resolve));
    const began = performance.now();
    second.close();
    expect(await waits).toMatchObject({ code: 'slack-retry-later' });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(sent.all().find(({ key }) => key === `${RUN}:handoff:p1`)?.ref).toBeNull();
    await turn(20_000);
    await restarted().surface.post(handoff);
    expect(lines()).toEqual(['Ana asked: compare', 'Phase 1 complete']);
  });
});

describe('429 and outages', () => {
  test('a storm of refusals loses nothing and repeats nothing', async () => {
    const { sending, message, slack, lines, turn } = await arena();
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfter: 30 }, { times: 3 });
    const posts = [1, 2, 3, 4].map((count) => sending.surface.post(message(`handoff:p${count}`, card('handoff', `Phase ${count} complete`))));
    let settled = false;
    const all = Promise.all(posts).then(() => {
      settled = true;
    });
    for (let turns = 0; turns < 40 && !settled; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await turn(5_000);
    }
    await all;
    expect(lines().toSorted()).toEqual(['Ana asked: compare', ...[1, 2, 3, 4].map((count) => `Phase ${count} complete`)]);
    expect(slack.violations).toEqual([]);
  });

  test('a connection that never came about leaves nothing to look for', async () => {
    const { message, sent, restarted, slack } = await arena();
    const gone = await slackServer();
    await gone.close();
    const away = restarted({ apiUrl: gone.url });
    await expect(away.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'slack-retry-later' });
    expect(sent.all().map(({ key }) => key)).toEqual(['root:d1', 'root:d1:began']);
    expect(slack.count('conversations.replies')).toBe(0);
  });
});
