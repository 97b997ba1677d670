/** The limits of the local Discord: each row of the table, at its edge and one beyond, through the real client. */
import { type Client, DiscordAPIError, type MessageCreateOptions, MessageFlags, Routes } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readyClient } from '../fakes/discord/real-client.ts';
import { discordServer, type FakeDiscord } from '../fakes/discord/server.ts';
import { ANA, APP, GENERAL } from '../fakes/discord/world/seed.ts';

let discord: FakeDiscord;
let client: Client<true>;
beforeAll(async () => {
  discord = await discordServer({ rates: 'off', fileLimitBytes: 1000 });
  client = await readyClient(discord);
});
afterAll(async () => {
  await client.destroy();
  await discord.close();
});

const V2 = MessageFlags.IsComponentsV2;
const words = (content: string) => ({ type: 10, content });
const button = (index: number, more: object = {}) => ({ type: 2, style: 1, label: `b${index}`, custom_id: `b${index}`, ...more });
const row = (count: number, from = 0) => ({ type: 1, components: Array.from({ length: count }, (_, index) => button(from + index)) });
const options = (count: number) => Array.from({ length: count }, (_, index) => ({ label: `o${index}`, value: `${index}` }));
const select = (count: number, more: object = {}) => ({ type: 1, components: [{ type: 3, custom_id: 's', options: options(count), ...more }] });
const v2 = (...components: object[]) => ({ flags: V2, components });

/** Nothing, or the code with the paths that Discord complains about. */
async function posted(body: object, files: MessageCreateOptions['files'] = []): Promise<string> {
  const raw = (files ?? []).map((file, index) => ({
    name: (file as { name: string }).name,
    data: (file as { attachment: Buffer }).attachment,
    key: `files[${index}]`,
  }));
  try {
    await client.rest.post(Routes.channelMessages(GENERAL), { body, files: raw });
    return 'taken';
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    return `${error.code} ${paths((error.rawError as { errors?: object }).errors).join(' ')}`.trim();
  }
}

function paths(errors: object = {}, path = ''): string[] {
  return Object.entries(errors).flatMap(([key, value]) => (key === '_errors' ? [path] : paths(value as object, path === '' ? key : `${path}.${key}`)));
}

test.each([
  ['content', { content: 'x'.repeat(2000) }, { content: 'x'.repeat(2001) }, '50035 content'],
  ['content in characters, not in units', { content: '😀'.repeat(2000) }, { content: '😀'.repeat(2001) }, '50035 content'],
  ['nothing', { content: 'x' }, { content: ' ' }, '50006'],
  ['nonce', { content: 'x', nonce: 'n'.repeat(25) }, { content: 'x', nonce: 'n'.repeat(26) }, '50035 nonce'],
  [
    '40 components, nested',
    v2({ type: 17, components: Array.from({ length: 39 }, () => words('x')) }),
    v2({ type: 17, components: Array.from({ length: 40 }, () => words('x')) }),
    '50035 components',
  ],
  ['4,000 characters together', v2(words('x'.repeat(2000)), words('x'.repeat(2000))), v2(words('x'.repeat(2000)), words('x'.repeat(2001))), '50035 components'],
  ['an empty text', v2(words('x')), v2(words('')), '50035 components.0.content'],
  ['no content with components v2', v2(words('x')), { ...v2(words('x')), content: 'x' }, '50035 content'],
  ['no embeds with components v2', v2(words('x')), { ...v2(words('x')), embeds: [{ title: 'x' }] }, '50035 embeds'],
  ['components v2 without the flag', v2(words('x')), { components: [words('x')] }, '50035 components.0.type'],
  [
    '5 rows',
    { components: [0, 1, 2, 3, 4].map((index) => row(1, index)) },
    { components: [0, 1, 2, 3, 4, 5].map((index) => row(1, index)) },
    '50035 components',
  ],
  ['5 buttons in a row', v2(row(5)), v2(row(6)), '50035 components.0.components'],
  ['a select alone in its row', v2(select(1)), v2({ type: 1, components: [...select(1).components, button(1)] }), '50035 components.0.components'],
  [
    'custom id',
    v2({ type: 1, components: [button(0, { custom_id: 'c'.repeat(100) })] }),
    v2({ type: 1, components: [button(0, { custom_id: 'c'.repeat(101) })] }),
    '50035 components.0.components.0.custom_id',
  ],
  ['custom id twice', v2(row(2)), v2(row(1), row(1)), '50035 components'],
  [
    'label',
    v2({ type: 1, components: [button(0, { label: 'l'.repeat(80) })] }),
    v2({ type: 1, components: [button(0, { label: 'l'.repeat(81) })] }),
    '50035 components.0.components.0.label',
  ],
  ['25 options', v2(select(25)), v2(select(26)), '50035 components.0.components.0.options'],
  [
    'no options',
    v2(select(1)),
    v2(select(0, { min_values: 0, max_values: undefined })),
    '50035 components.0.components.0.options components.0.components.0.max_values',
  ],
  [
    'option label',
    v2(select(1, { options: [{ label: 'x'.repeat(100), value: 'v' }] })),
    v2(select(1, { options: [{ label: 'x'.repeat(101), value: 'v' }] })),
    '50035 components.0.components.0.options.0.label',
  ],
  [
    'option value',
    v2(select(1, { options: [{ label: 'x', value: 'v'.repeat(100) }] })),
    v2(select(1, { options: [{ label: 'x', value: 'v'.repeat(101) }] })),
    '50035 components.0.components.0.options.0.value',
  ],
  [
    'option description',
    v2(select(1, { options: [{ label: 'x', value: 'v', description: 'd'.repeat(100) }] })),
    v2(select(1, { options: [{ label: 'x', value: 'v', description: 'd'.repeat(101) }] })),
    '50035 components.0.components.0.options.0.description',
  ],
  [
    'option value twice',
    v2(select(2)),
    v2(
      select(1, {
        options: [
          { label: 'a', value: 'v' },
          { label: 'b', value: 'v' },
        ],
      }),
    ),
    '50035 components.0.components.0.options.1.value',
  ],
  [
    'placeholder',
    v2(select(1, { placeholder: 'p'.repeat(150) })),
    v2(select(1, { placeholder: 'p'.repeat(151) })),
    '50035 components.0.components.0.placeholder',
  ],
  ['max_values', v2(select(2, { max_values: 2 })), v2(select(2, { max_values: 3 })), '50035 components.0.components.0.max_values'],
  [
    'section texts',
    v2({ type: 9, components: [1, 2, 3].map(() => words('x')), accessory: button(1) }),
    v2({ type: 9, components: [1, 2, 3, 4].map(() => words('x')), accessory: button(1) }),
    '50035 components.0.components',
  ],
  [
    'a container in a container',
    v2({ type: 17, components: [words('x')] }),
    v2({ type: 17, components: [{ type: 17, components: [words('x')] }] }),
    '50035 components.0.components.0.type',
  ],
  ['a file that is not there', v2(words('x')), v2({ type: 13, file: { url: 'attachment://none.md' } }), '50035 components'],
  [
    'mentions by kind and by id',
    { content: 'x', allowed_mentions: { users: [ANA] } },
    { content: 'x', allowed_mentions: { parse: ['users'], users: [ANA] } },
    '50035 allowed_mentions',
  ],
])('%s', async (_, within, beyond, refusal) => {
  expect(await posted(within)).toBe('taken');
  const before = discord.channel(GENERAL).length;
  expect(await posted(beyond)).toBe(refusal);
  expect(discord.channel(GENERAL)).toHaveLength(before);
  expect(discord.violations.at(-1)).toMatchObject({ kind: 'invalid', route: 'message.post' });
});

test('files: how many, how large, and shown where a component shows them', async () => {
  const file = (name: string, size = 10) => ({ name, attachment: Buffer.alloc(size, 'x') });
  expect(await posted({ content: 'x' }, [file('a.md'), file('b.md')])).toBe('taken');
  expect(discord.channel(GENERAL).at(-1)?.files).toEqual(['a.md', 'b.md']);
  expect(await posted({}, [file('large.md', 1001)])).toBe('40005');
  expect(
    await posted(
      {},
      Array.from({ length: 11 }, (_, index) => file(`${index}.md`)),
    ),
  ).toBe('50035 attachments');
  expect(await posted(v2(words('see'), { type: 13, file: { url: 'attachment://a.md' } }), [file('a.md'), file('hidden.md')])).toBe('taken');
  expect(discord.channel(GENERAL).at(-1)).toMatchObject({ lines: ['see', '[file: a.md]'], files: ['a.md'] });
});

test('the flag of components v2 stays, and content does not come back', async () => {
  const channel = await client.channels.fetch(GENERAL);
  if (!channel?.isSendable()) throw new Error('not sendable');
  const message = await channel.send({ flags: V2, components: [{ type: 10, content: 'one' }] });
  await expect(message.edit({ content: 'old style' })).rejects.toMatchObject({ code: 50035 });
  await expect(client.rest.patch(Routes.channelMessage(GENERAL, message.id), { body: { flags: 0 } })).rejects.toMatchObject({ code: 50035 });
  await message.edit({ components: [{ type: 10, content: 'two' }] });
  expect(discord.channel(GENERAL).at(-1)?.lines).toEqual(['two']);
  const plain = await channel.send('old style');
  await expect(plain.edit({ flags: V2, components: [{ type: 10, content: 'new' }] })).rejects.toMatchObject({ code: 50035 });
  await plain.edit({ content: null, flags: V2, components: [{ type: 10, content: 'new' }] });
  expect(discord.channel(GENERAL).at(-1)?.lines).toEqual(['new']);
});

const command = (index: number, more: object = {}) => ({ name: `c${index}`, description: 'd', ...more });
const many = (count: number, what: (index: number) => object) => Array.from({ length: count }, (_, index) => what(index));
const strings = (more: object) => ({ type: 3, name: 'o', description: 'd', ...more });
const long = (count: number) => [
  command(0, {
    options: many(count, (index) => ({
      type: 3,
      name: `o${index}`,
      description: 'd'.repeat(100),
      choices: many(25, (at) => ({ name: `${at}`.padEnd(10), value: `${at}` })),
    })),
  }),
];

test.each([
  ['100 commands', many(100, command), many(101, command)],
  ['15 of a menu', many(15, (index) => ({ name: `m${index}`, type: 3 })), many(16, (index) => ({ name: `m${index}`, type: 3 }))],
  [
    '25 options',
    [command(0, { options: many(25, (index) => ({ type: 3, name: `o${index}`, description: 'd' })) })],
    [command(0, { options: many(26, (index) => ({ type: 3, name: `o${index}`, description: 'd' })) })],
  ],
  [
    '25 choices',
    [command(0, { options: [strings({ choices: many(25, (index) => ({ name: `${index}`, value: `${index}` })) })] })],
    [command(0, { options: [strings({ choices: many(26, (index) => ({ name: `${index}`, value: `${index}` })) })] })],
  ],
  ['8,000 characters', long(19), long(21)],
  ['names in lower case', [command(0, { name: 'plan-only' })], [command(0, { name: 'Plan-Only' })]],
  ['description', [command(0, { description: 'd'.repeat(100) })], [command(0, { description: 'd'.repeat(101) })]],
  [
    'what is required first',
    [command(0, { options: [strings({ required: true }), strings({ name: 'p' })] })],
    [command(0, { options: [strings({}), strings({ name: 'p', required: true })] })],
  ],
  [
    'subcommands or options',
    [command(0, { options: [{ type: 1, name: 'a', description: 'd' }] })],
    [command(0, { options: [{ type: 1, name: 'a', description: 'd' }, strings({})] })],
  ],
  ['names once', [command(0), { name: 'c0', type: 3 }], [command(0), command(0)]],
])('commands: %s', async (_, within, beyond) => {
  await client.rest.put(Routes.applicationCommands(APP), { body: within });
  expect(discord.commands()).toHaveLength(within.length);
  await expect(client.rest.put(Routes.applicationCommands(APP), { body: beyond })).rejects.toMatchObject({ code: 50035 });
  expect(discord.commands()).toHaveLength(within.length);
});

test('commands that did not change keep their id and version', async () => {
  const put = (description: string) => client.rest.put(Routes.applicationCommands(APP), { body: [command(0, { description })] });
  await put('one');
  const [first] = discord.commands();
  await put('one');
  expect(discord.commands()).toEqual([first]);
  await put('two');
  expect(discord.commands()[0]).toMatchObject({ id: first.id, description: 'two' });
  expect(discord.commands()[0].version).not.toBe(first.version);
});
