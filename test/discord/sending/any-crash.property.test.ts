/** Whatever breaks, wherever a process ends: in the end each card stands once in the thread, and says what it says last. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import type { Fault } from '../../fakes/discord/faults.ts';
import { type Arena, card, openArena } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});

const FAULTS: readonly Fault[] = [
  { kind: 'lose-answer' },
  { kind: 'lose-call' },
  { kind: 'server-error', status: 502 },
  { kind: 'refuse', code: 130000 },
  { kind: 'refuse', code: 50083 },
];

/** The process ends before the nth note, as far as the database is concerned. */
function endingAt(sent: SentMessages, dies: number): SentMessages {
  let left = dies;
  const step = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      left -= 1;
      if (left < 0) throw new Error('the process has ended');
      return await work(...args);
    };
  };
  return { ...sent, intend: step(sent.intend), sent: step(sent.sent), rename: step(sent.rename), lost: step(sent.lost) };
}

const shown = fc.record({
  key: fc.constantFrom('plan', 'live', 'end'),
  parts: fc.integer({ min: 1, max: 3 }),
  faults: fc.array(fc.record({ fault: fc.constantFrom(...FAULTS), route: fc.constantFrom('message.post', 'message.edit', 'message.delete') }), {
    maxLength: 2,
  }),
  dies: fc.option(fc.nat(6), { nil: null }),
  later: fc.constantFrom(0, 5_000, 10 * 60_000),
});

test('each card once, with its last words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(shown, { minLength: 1, maxLength: 6 }), async (steps) => {
      const one = await openArena();
      opened.push(one);
      const last = new Map<string, string>();
      for (const [index, { key, parts, faults, dies, later }] of steps.entries()) {
        const text = (part: number) => `${key} as of ${index}, ${part} ${'x'.repeat(3_000)}`;
        const kind = key === 'plan' ? 'plan' : key === 'live' ? 'live' : 'answer';
        const blocks = Array.from({ length: parts }, (_, part) => ({ kind: 'line', line: [{ kind: 'text', text: text(part) }] }) as const);
        const message = one.message(key, card(kind, '', { blocks }));
        for (const { fault, route } of faults) one.discord.faults.next(route, fault);
        const first = one.restarted(dies === null ? {} : { sentMessages: endingAt(one.sent, dies) });
        await first.surface.post(message).catch(() => undefined);
        first.close();
        await one.turn(later);
        for (let tries = 0; tries < 6; tries += 1) {
          const done = await one
            .restarted()
            .surface.post(message)
            .then(
              () => true,
              () => false,
            );
          if (done) break;
          if (tries === 5) throw new Error('it never came to an end');
        }
        one.discord.faults.clear();
        last.set(key, `${index},${parts}`);
      }
      const read = one.lines().filter((line) => /^(plan|live|end) as of/u.test(line));
      const expected = [...last].flatMap(([key, said]) => {
        const [index, parts] = said.split(',');
        return Array.from({ length: Number(parts) }, (_, part) => `${key} as of ${index}, ${part}`);
      });
      expect(read.map((line) => line.replace(/ x+$/u, '')).toSorted()).toEqual(expected.toSorted());
      expect(one.lines()).toHaveLength(expected.length + (last.has('plan') ? 0 : 1));
      for (const { body } of one.discord.calls.filter(({ route }) => route === 'message.post' || route === 'message.edit'))
        expect(body).toMatchObject({ flags: 1 << 15, allowed_mentions: { parse: [], users: [], roles: [] } });
      await one.close();
      opened.splice(opened.indexOf(one), 1);
    }),
    { numRuns: 40 },
  );
}, 120_000);
