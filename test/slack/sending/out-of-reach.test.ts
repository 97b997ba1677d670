/** Threads that cannot be reached: each way is told apart, somebody is told, and once Baton is let in everything is said. */
import { afterEach, describe, expect, test } from 'vitest';
import { ARCHIVED, GENERAL, RANDOM } from '../../fakes/slack/world/seed.ts';
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

describe('out of reach', () => {
  test.each([
    ['Baton was taken out of the channel', 'left', async ({ slack }: Arena) => slack.workspace().kicksBot(GENERAL)],
    ['the channel is archived', 'archived', async ({ slack }: Arena) => slack.workspace().archives(GENERAL)],
    ['the channel is gone', 'left', async ({ slack }: Arena) => slack.workspace().deletesChannel(GENERAL)],
    ['the token was revoked', 'uninstalled', async ({ slack }: Arena) => slack.workspace().revokesToken({ tell: false })],
    ['the scope to write was taken back', 'not-allowed', async ({ slack }: Arena) => slack.workspace().withdrawsScope('chat:write')],
  ] as const)('%s', async (_, reason, happens) => {
    const one = await arena();
    const ref = await one.sending.surface.post(one.message('live', card('live', 'nothing done')));
    void happens(one);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const unreachable = { code: 'surface-unreachable', reason };
    await expect(one.sending.surface.edit(one.message('live', card('live', 'one done')), ref)).rejects.toMatchObject(unreachable);
    await expect(one.sending.surface.post(one.message('handoff:p1', card('handoff', 'Phase 1 complete')))).rejects.toMatchObject(unreachable);
    expect(one.unreachable).toEqual(
      Array.from({ length: 2 }, () => ({ tenant: one.place.tenant, channel: GENERAL, thread: one.place.thread, workflow: RUN, reason })),
    );
    // Nothing is left behind that would have to be looked for.
    expect(one.sent.all().filter(({ ref: known }) => known === null)).toEqual([]);
  });

  test('once Baton is let in again everything is said', async () => {
    const { sending, message, slack, lines } = await arena();
    void slack.workspace().kicksBot(GENERAL);
    await expect(sending.surface.post(message('end', card('completion', 'Done')))).rejects.toMatchObject({ code: 'surface-unreachable' });
    void slack.workspace().invitesBot(GENERAL);
    await sending.surface.post(message('end', card('completion', 'Done')));
    expect(lines()).toEqual(['Ana asked: compare', 'Done']);
  });

  test.each([RANDOM, ARCHIVED])('a thread cannot begin in %s', async (channel) => {
    await expect(openArena({ channel })).rejects.toMatchObject({ code: expect.stringMatching(/^slack-(not-in-channel|archived)$/) });
  });

  test('a token that another process has rotated is not the end: the newer one is used', async () => {
    const one = await arena();
    const refused: string[] = [];
    const token = async () => {
      const botToken = refused.length === 0 ? 'xoxb-rotated-away' : one.slack.botToken;
      return { tenant: one.place.tenant, teamName: '', botToken, botUserId: one.slack.workspace().botUserId, botId: null, scopes: null };
    };
    const sending = one.restarted({ tokens: { forTeam: token, refused: (_, old) => refused.push(old) } });
    await sending.surface.post(one.message('end', card('completion', 'Done')));
    expect(refused).toEqual(['xoxb-rotated-away']);
    expect(one.lines()).toEqual(['Ana asked: compare', 'Done']);
    expect(one.unreachable).toEqual([]);
  });
});
