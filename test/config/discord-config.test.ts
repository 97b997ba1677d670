/** How Discord is attached by its variables, and each way in which they do not fit. */
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';

const TOKEN = { DISCORD_TOKEN: 'hunter2.discord.token' };

describe('Discord', () => {
  test('is not attached without a token', () => {
    expect(readConfig({}).discord).toBeNull();
    expect(readConfig({ DISCORD_API_URL: 'https://discord.example.com/api' }).discord).toBeNull();
  });

  test('is attached by a token alone, for all servers', () => {
    expect(readConfig(TOKEN).discord).toEqual({ token: TOKEN.DISCORD_TOKEN, commandGuilds: [], apiUrl: 'https://discord.com/api' });
  });

  test('registers its commands in servers for tries, and goes to another address', () => {
    const given = { ...TOKEN, DISCORD_GUILD: '900000000000000001, 900000000000000002', DISCORD_API_URL: 'http://127.0.0.1:4010/api/' };
    expect(readConfig(given).discord).toMatchObject({ commandGuilds: ['900000000000000001', '900000000000000002'], apiUrl: 'http://127.0.0.1:4010/api' });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a server for tries without a token', { DISCORD_GUILD: '900000000000000001' }, /^DISCORD_TOKEN is missing while DISCORD_GUILD is set/u],
    ['a name in place of a server’s id', { ...TOKEN, DISCORD_GUILD: 'Platform team' }, /^DISCORD_GUILD is "Platform team"/u],
    ['an address on which the token could be read', { ...TOKEN, DISCORD_API_URL: 'http://discord.example.com/api' }, /^DISCORD_API_URL is http:.*https/u],
    ['a token with a space in it', { DISCORD_TOKEN: 'Bot hunter2.discord.token' }, /^DISCORD_TOKEN has a value that cannot be read/u],
  ])('refuses %s', (_, given, message) => {
    expect(() => readConfig(given)).toThrow(message);
  });

  test('its token is known to the log, and stands in no message', () => {
    expect(readConfig(TOKEN).secrets).toContain(TOKEN.DISCORD_TOKEN);
    expect(() => readConfig({ ...TOKEN, DISCORD_GUILD: 'x' })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }));
  });
});
