/** A message that stands there twice is seen as such, whatever became of one of them. */
import { expect, test } from 'vitest';
import { readyClient } from '../../fakes/discord/real-client.ts';
import { discordServer } from '../../fakes/discord/server.ts';
import { BEN, GENERAL } from '../../fakes/discord/world/seed.ts';
import { twiceIn } from './twice-in-discord.ts';

test('a second card in another state, or one that nobody knows of, is there twice', async () => {
  const discord = await discordServer({ rates: 'off' });
  const client = await readyClient(discord);
  try {
    const thread = await discord.person(BEN).opensThread(GENERAL, 'plans');
    const post = async (id: number, content: string) => {
      const body = { flags: 1 << 15, components: [{ type: 17, id, components: [{ type: 10, content }] }] };
      return (await client.rest.post(`/channels/${thread}/messages`, { body })) as { readonly id: string };
    };
    const live = await post(2_000_000_001, '1 of 3 done');
    const other = await post(2_000_000_002, 'Done');
    const noted = new Set([live.id, other.id]);
    const seen = () => discord.thread(thread).filter(({ author }) => author === 'Baton');
    expect(seen()).toHaveLength(2);
    expect(twiceIn(seen(), noted)).toEqual([]);
    noted.add((await post(2_000_000_001, '2 of 3 done')).id);
    await post(2_000_000_003, '3 of 3 done');
    noted.add((await post(2_000_000_004, 'Done')).id);
    expect(twiceIn(seen(), noted).map((text) => text.replace(/^\W+/u, ''))).toEqual(['2 of 3 done', '3 of 3 done', 'Done']);
  } finally {
    await client.destroy();
    await discord.close();
  }
});
