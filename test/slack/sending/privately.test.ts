/** Words for one person: in the channel where they are, else directly, else the caller learns that nobody was reached. */
import { afterEach, expect, test } from 'vitest';
import { channelId, personId } from '../../../src/engine/ids.ts';
import { ANA, ARCHIVED, DAN, EVE, GENERAL, RANDOM } from '../../fakes/slack/world/seed.ts';
import { type Arena, card, openArena } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});
async function arena(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await openArena(...options);
  opened.push(one);
  return one;
}
const no = card('refusal', 'Only @leads can approve here.');

test('a refusal is seen by its person alone, in the thread', async () => {
  const { sending, slack, place, lines } = await arena();
  expect(await sending.privately.say(place.tenant, place.channel, personId(ANA), no, place.thread)).toBe(true);
  expect(
    slack
      .person(ANA)
      .toldPrivately()
      .map((one) => one.lines.join(' ')),
  ).toEqual(['Only @leads can approve here.']);
  expect(lines()).toHaveLength(1);
  expect(slack.violations).toEqual([]);
});

test.each([RANDOM, ARCHIVED])('where Baton cannot speak in %s it is a direct message', async (channel) => {
  const { sending, slack, place } = await arena();
  expect(await sending.privately.say(place.tenant, channelId(channel), personId(ANA), no)).toBe(true);
  expect(
    slack
      .person(ANA)
      .directMessages()
      .map((one) => one.lines.join(' ')),
  ).toEqual(['Only @leads can approve here.']);
});

test('somebody who is not in the channel is written to directly; nobody is nobody', async () => {
  const { sending, place } = await arena();
  expect(await sending.privately.say(place.tenant, channelId(GENERAL), personId('U0NOBODY'), no)).toBe(false);
  expect(await sending.privately.direct(place.tenant, personId(DAN), no)).toBe(false);
  expect(typeof (await sending.privately.direct(place.tenant, personId(EVE), no))).toBe('boolean');
});

test('a failure of Slack is not taken for an answer', async () => {
  const { sending, slack, place } = await arena();
  slack.faults.next('chat.postEphemeral', { kind: 'server-error' });
  await expect(sending.privately.say(place.tenant, place.channel, personId(ANA), no)).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
});
