/** A run's thread at the local Slack: posted once, edited in place, told to those who are asked. */
import { afterEach, describe, expect, test } from 'vitest';
import { groupId, personId, workflowId } from '../../../src/engine/ids.ts';
import { ANA, BEN, DAN, LEADS } from '../../fakes/slack/world/seed.ts';
import { until } from '../../until.ts';
import { type Arena, card, openArena, question, RUN } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}
const blocksOf = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ kind: 'line', line: [{ kind: 'text', text: `${text} ${index} ${'x'.repeat(400)}` }] }) as const);

describe('a card', () => {
  test('is posted once, edited in place, and not touched when it is as it was', async () => {
    const { slack, sending, message, lines, done } = await arena();
    const ref = await sending.surface.post(message('live', card('live', 'nothing done')));
    expect(await sending.surface.post(message('live', card('live', 'nothing done')))).toBe(ref);
    await sending.surface.edit(message('live', card('live', 'one done')), ref);
    await sending.surface.edit(message('live', card('live', 'one done')), ref);
    expect(lines()).toEqual(['Ana asked: compare', 'one done']);
    expect([done('chat.postMessage'), done('chat.update')]).toEqual([2, 1]);
    expect(slack.violations).toEqual([]);
  });

  test('of two edits that become one the newer is what it shows, whichever is noted last', async () => {
    const { slack, sending, sent, message, lines, done } = await arena();
    const ref = await sending.surface.post(message('live', card('live', 'nothing done')));
    let open: () => void = () => undefined;
    slack.faults.next('chat.update', { kind: 'hang', until: new Promise<void>((resolve) => (open = resolve)) });
    const edit = (text: string) => sending.surface.edit(message('live', card('live', text)), ref);
    const first = edit('one done');
    await until(() => slack.count('chat.update') === 1);
    const noted = sent.sent;
    const older = edit('two done');
    await new Promise((resolve) => setImmediate(resolve));
    const newer = edit('three done');
    await new Promise((resolve) => setImmediate(resolve));
    // What the older edit has to note comes last.
    let notes = 0;
    sent.sent = async (...note) => {
      notes += 1;
      if (notes === 2) await newer;
      await noted(...note);
    };
    open();
    await Promise.all([first, older, newer]);
    expect(notes).toBe(3);
    expect([lines()[1], done('chat.update')]).toEqual(['three done', 2]);
    await edit('three done');
    expect(done('chat.update')).toBe(2);
    await edit('two done');
    expect(lines()[1]).toBe('two done');
  });

  test('becomes several messages when it is long; edits change, add and delete them', async () => {
    const { sending, message, lines, done, slack } = await arena();
    const long = (count: number, first = 'a') => card('answer', '', { blocks: [...blocksOf(first, 1), ...blocksOf('b', count)] });
    const ref = await sending.surface.post(message('answer', long(40)));
    const parts = lines().length - 1;
    expect(parts).toBeGreaterThan(1);
    await sending.surface.edit(message('answer', long(40, 'changed')), ref);
    // The texts for notifications count the parts, so only what differs is edited.
    expect(done('chat.update')).toBeLessThanOrEqual(parts);
    expect(lines()[1]).toContain('changed 0');
    await sending.surface.edit(message('answer', long(80)), ref);
    expect(lines().length - 1).toBeGreaterThan(parts);
    await sending.surface.edit(message('answer', long(0)), ref);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toContain('a 0');
    expect(slack.violations).toEqual([]);
  });

  test('the plan takes the place of the message that the command opened the thread with', async () => {
    const { sending, message, lines, sent, place, slack } = await arena();
    const ref = await sending.surface.post(message('plan', card('plan', 'assessing')));
    expect(ref).toBe(place.thread);
    expect(await sending.surface.post(message('plan', card('plan', 'assessing')))).toBe(place.thread);
    await sending.surface.edit(message('plan', card('plan', 'three workstreams')), ref);
    expect(lines()).toEqual(['three workstreams']);
    expect(sent.all().map(({ key }) => key)).toContain(`${RUN}:plan`);
    // The metadata names the run from then on.
    expect(slack.thread(place.channel, place.thread)[0]?.metadata).toMatchObject({
      event_type: 'baton_message',
      event_payload: { key: `${RUN}:plan`, part: 0 },
    });
  });

  test('a command that is taken up again begins no second thread, whatever became of the first message', async () => {
    const { sending, message, place, slack, restarted } = await arena();
    const root = { tenant: place.tenant, channel: place.channel, key: 'root:d1', card: card('notice', 'Ana asked: compare') };
    expect(await restarted().threadRoots.begin(root)).toBe(place.thread);
    await sending.surface.post(message('plan', card('plan', 'assessing')));
    expect(await restarted().threadRoots.begin(root)).toBe(place.thread);
    expect(slack.channel(place.channel)).toHaveLength(1);
    expect(await sending.threadRoots.begin({ ...root, key: 'root:d2' })).not.toBe(place.thread);
  });

  test('a second run in the thread leaves the plan of the first where it is', async () => {
    const { sending, message, lines } = await arena();
    await sending.surface.post(message('plan', card('plan', 'the first plan')));
    await sending.surface.post({ ...message('plan', card('plan', 'the second plan')), workflow: workflowId('0199aaaa-0000-7000-8000-000000000002') });
    expect(lines()).toEqual(['the first plan', 'the second plan']);
  });

  test('a phase that starts is told by the handoff before it and the live card', async () => {
    const { sending } = await arena();
    expect(sending.surface.tells(card('phase', 'Phase 2 started'))).toBe(false);
    expect(sending.surface.tells(card('handoff', 'Phase 1 complete'))).toBe(true);
  });
});

describe('who is told', () => {
  test('a question mentions who must act when it is posted, and no edit mentions anybody', async () => {
    const { sending, message, slack } = await arena();
    const asked = question('Go on?', [personId(ANA)]);
    const ref = await sending.surface.post(message('decision:1', asked));
    const told = () => slack.notifications.filter(({ user }) => user === ANA).length;
    expect(told()).toBe(1);
    await sending.surface.edit(message('decision:1', { ...asked, notify: [personId(ANA), personId(BEN)] }), ref);
    expect(told()).toBe(1);
  });

  test('a question that comes with an edit is told in a short reply, once', async () => {
    const { sending, message, slack, lines } = await arena();
    const ref = await sending.surface.post(message('plan', card('plan', 'assessing')));
    const plan = { ...question('The plan', [personId(BEN)]), kind: 'plan' as const };
    await sending.surface.edit(message('plan', plan), ref);
    await sending.surface.edit(message('plan', { ...plan, blocks: [...plan.blocks, ...plan.blocks] }), ref);
    expect(slack.notifications.filter(({ user }) => user === BEN)).toHaveLength(1);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toContain('Waits for an answer: @ben');
  });

  test('a reminder goes to each person as a direct message with a link, to groups in the thread', async () => {
    const { sending, message, slack, lines, place, restarted } = await arena();
    const reminder = card('reminder', 'Still waits for an answer', { notify: [personId(ANA), personId(BEN)] });
    const ref = await sending.surface.post(message('moment:1', reminder));
    expect(lines()).toHaveLength(1);
    for (const who of [ANA, BEN]) {
      const [direct, ...more] = slack.person(who).directMessages();
      expect(more).toEqual([]);
      expect(direct?.lines.join(' ')).toContain('Still waits for an answer');
      expect(JSON.stringify(direct?.blocks)).toContain(`/archives/${place.channel}/p${place.thread.replace('.', '')}`);
    }
    // Told again after a crash it is there; what became of the question is written there too.
    await restarted().surface.post(message('moment:1', reminder));
    await sending.surface.edit(message('moment:1', { ...reminder, blocks: [...reminder.blocks, ...card('reminder', 'Answered by Ana').blocks] }), ref);
    expect(
      slack
        .person(ANA)
        .directMessages()
        .map((one) => one.lines.join(' ')),
    ).toEqual([expect.stringContaining('Answered by Ana')]);
    expect(lines()).toHaveLength(1);
  });

  test('who cannot be written to, and a group, is reminded in the thread', async () => {
    const { sending, message, slack, lines } = await arena();
    const reminder = card('reminder', 'Still waits for an answer', { notify: [personId(ANA), personId(DAN)], notifyGroups: [groupId(LEADS)] });
    const ref = await sending.surface.post(message('moment:1', reminder));
    expect(slack.person(ANA).directMessages()).toHaveLength(1);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toContain('@dan');
    expect(lines()[1]).toContain('@platform-leads');
    expect(lines()[1]).not.toContain('@ana');
    await sending.surface.edit(message('moment:1', reminder), ref);
    expect(lines()).toHaveLength(2);
    for (const scope of ['im:write', 'chat:write.public']) slack.workspace().withdrawsScope(scope);
    await sending.surface.post(message('moment:2', card('reminder', 'Still waits', { notify: [personId(BEN)] })));
    expect(lines()[2]).toContain('@ben');
  });
});
