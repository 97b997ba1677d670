/** News of places become few questions, the closest of them counts, and a Discord that does not answer is asked again. */
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { Look, Where } from '../../../adapters/discord/life/look-again.ts';
import { createNews, type News } from '../../../adapters/discord/life/news.ts';
import type { PlaceLoss } from '../../../src/engine/event.ts';
import { channelId, tenantId, threadId } from '../../../src/engine/ids.ts';
import { createTurnedClock } from '../../fakes/turned-clock.ts';
import { until } from '../../until.ts';

const open: News[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

function newsWith(look: (where: Where, suspected: PlaceLoss | null) => Promise<void>) {
  const clock = createTurnedClock();
  const news = createNews({ look, clock, log: pino({ level: 'silent' }) });
  open.push(news);
  return { clock, news };
}

const whole = (look: Look): Where => ({ tenant: tenantId('1'), channel: null, thread: null, look });

test('the same place is looked at once for many news, as closely as one of them wants, with what was suspected of it', async () => {
  const looked: [Look, PlaceLoss | null][] = [];
  const { clock, news } = newsWith(async ({ look }, suspected) => void looked.push([look, suspected]));
  news.heard(whole('channels'), null);
  news.heard(whole('everything'), 'not-allowed');
  news.heard(whole('waiting'), null);
  clock.turn(300);
  await until(() => looked.length > 0);
  expect(looked).toEqual([['everything', 'not-allowed']]);
});

test('what does not answer is asked again a few times, and then left to the next news', async () => {
  const thread: Where = { tenant: tenantId('1'), channel: channelId('2'), thread: threadId('3'), look: 'everything' };
  let tries = 0;
  let away = true;
  const { clock, news } = newsWith(async () => {
    tries += 1;
    if (away) throw new Error('Discord does not answer.');
  });
  news.heard(thread, null);
  clock.turn(300);
  await until(() => {
    clock.turn(2_000);
    return tries === 4;
  });
  away = false;
  news.heard(thread, null);
  await until(() => {
    clock.turn(300);
    return tries === 5;
  });
});
