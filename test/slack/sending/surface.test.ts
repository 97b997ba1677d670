/** A run's thread at the local Slack: what all platforms do, and what is Slack's own. */
import { afterEach, describe, expect, test } from 'vitest';
import { groupId, personId } from '../../../src/engine/ids.ts';
import { chatSurfaceContract } from '../../contracts/chat-surface-contract.ts';
import { ANA, BEN, DAN, LEADS } from '../../fakes/slack/world/seed.ts';
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

chatSurfaceContract({
  async open() {
    const one = await openArena();
    const { slack, place } = one;
    return {
      ...one,
      surface: one.sending.surface,
      thread: place.thread,
      another() {
        const { surface, threadRoots } = one.restarted();
        const root = { tenant: place.tenant, channel: place.channel, card: card('notice', 'Ana asked: compare') };
        return { surface, begin: (key) => threadRoots.begin({ ...root, key }) };
      },
      roots: () => slack.channel(place.channel).length,
      posts: () => one.done('chat.postMessage'),
      edits: () => one.done('chat.update'),
      editsAsked: () => slack.count('chat.update'),
      holdsEdit: (until) => slack.faults.next('chat.update', { kind: 'hang', until }),
      told: (person) => slack.notifications.filter(({ user }) => user === person).length,
      directs: (person) =>
        slack
          .person(person)
          .directMessages()
          .map(({ lines, blocks }) => ({ text: lines.join(' '), raw: JSON.stringify(blocks) })),
      threadLink: `/archives/${place.channel}/p${place.thread.replace('.', '')}`,
      violations: () => slack.violations,
    };
  },
  people: { ana: { id: personId(ANA), shown: '@ana' }, ben: { id: personId(BEN), shown: '@ben' }, closed: { id: personId(DAN), shown: '@dan' } },
  leads: groupId(LEADS),
  manyLines: 40,
});

describe('a card', () => {
  test('the metadata of a root names the run once its plan stands there', async () => {
    const { sending, message, place, slack } = await arena();
    await sending.surface.post(message('plan', card('plan', 'assessing')));
    expect(slack.thread(place.channel, place.thread)[0]?.metadata).toMatchObject({
      event_type: 'baton_message',
      event_payload: { key: `${RUN}:plan`, part: 0 },
    });
  });

  test('a phase that starts is told by the handoff before it and the live card', async () => {
    const { sending } = await arena();
    expect(sending.surface.tells(card('phase', 'Phase 2 started'))).toBe(false);
    expect(sending.surface.tells(card('handoff', 'Phase 1 complete'))).toBe(true);
  });
});

describe('who is told', () => {
  test('whoever asks is reminded in the thread where Baton may open no direct messages', async () => {
    const { sending, message, slack, lines } = await arena();
    for (const scope of ['im:write', 'chat:write.public']) slack.workspace().withdrawsScope(scope);
    await sending.surface.post(message('moment:1', card('reminder', 'Still waits', { notify: [personId(BEN)] })));
    expect(lines()[1]).toContain('@ben');
  });
});
