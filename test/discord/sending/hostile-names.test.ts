/** Names that people and models give: to a run's thread by its request, to files. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { attachmentNames } from '../../../adapters/discord/sending/attachment-name.ts';
import { threadName } from '../../../adapters/discord/sending/thread-name.ts';
import { NEW_THREAD_NAME } from '../../../src/cards/thread-link.ts';
import { threadId } from '../../../src/engine/ids.ts';
import { ANA, GENERAL } from '../../fakes/discord/world/seed.ts';
import { openArena } from './arena.ts';

describe('the name of a thread', () => {
  test.each([
    ['compare Redis and Valkey', 'compare Redis and Valkey'],
    ['<@123456789012345678> compare\nboth', 'compare both'],
    ['\u200B\u2060', 'otherwise'],
    [' \u202E ', 'otherwise'],
    ['', 'otherwise'],
  ])('of %j is %j', (asked, name) => {
    expect(threadName(asked, 'otherwise')).toBe(name);
  });

  test.each(['x'.repeat(500), '🙂'.repeat(200), 'word '.repeat(60), '@everyone '.repeat(30)])('is never longer than Discord takes', (asked) => {
    const name = threadName(asked, 'otherwise');
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name.isWellFormed()).toBe(true);
  });

  test('that a guild’s filter refuses is one of our own instead', async () => {
    const arena = await openArena();
    onTestFinished(() => arena.close());
    const { sending, discord, place } = arena;
    const asked = await discord.person(ANA).says(GENERAL, 'a word that the filter knows');
    discord.faults.next('thread.from-message', { kind: 'refuse', code: 200001 });
    const thread = await sending.threadRoots.from({ tenant: place.tenant, channel: place.channel, message: asked, name: 'a word that the filter knows' });
    expect(thread).toBe(threadId(asked));
    expect(discord.threadState(thread)?.name).toBe(NEW_THREAD_NAME);
  });
});

describe('the name of a file', () => {
  test.each([
    ['report.md', 'report.md'],
    ['SPOILER_report.md', 'report.md'],
    ['spoiler_SPOILER_.md', 'SPOILER.md'],
    ['../../etc/passwd', 'file.etc_passwd'],
    ['bericht über\u202Efdp.exe', 'bericht_uber_fdp.exe'],
    ['漢字.csv', 'file.csv'],
  ])('%j is %j', (name, safe) => {
    expect(attachmentNames([name])).toEqual([safe]);
  });

  test('is one for each', () => {
    expect(attachmentNames(['a.md', 'A.md', 'a.md'])).toEqual(['a.md', 'A-2.md', 'a-3.md']);
  });
});
