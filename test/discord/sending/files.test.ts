/** Files in the thread: what a run ends with, and the picture of its plan. Each once; and nothing is held up when they are not allowed. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Block, Card } from '../../../src/cards/card.ts';
import { artifactId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { ReadWorkflow } from '../../../src/ports/archive.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { GENERAL } from '../../fakes/discord/world/seed.ts';
import { planned, story } from '../../fixtures/workflow.ts';
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

const [A, B, C] = [artifactId('a1'), artifactId('b1'), artifactId('c1')];
const named = (...files: readonly (readonly [id: typeof A, name: string, bytes: number])[]): Card => {
  const block: Block = { kind: 'files', files: files.map(([artifact, name, bytes]) => ({ artifact, name, bytes })) };
  return card('completion', 'Done', { blocks: [...card('completion', 'Done').blocks, block] });
};
const end = named([A, 'plan.md', 5], [B, 'risks.md', 5]);
const filesIn = ({ discord, place }: Arena) => discord.thread(place.thread).flatMap((message) => message.files);
const more = (shown: Card, text: string): Card => ({ ...shown, blocks: [...shown.blocks, ...card('completion', text).blocks] });

async function withFiles(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await arena(...options);
  one.files.set(A, 'plan!');
  one.files.set(B, 'risks');
  return one;
}

/** The database goes away once, at the nth such note of a file. */
function breakingAt({ sent }: Arena, step: 'intend' | 'sent', nth: number): SentMessages {
  let count = 0;
  const breaks = (key: string) => {
    if (key.includes(':file:') && ++count === nth) throw new Error('the database went away');
  };
  return {
    ...sent,
    async intend(note) {
      if (step === 'intend') breaks(note.key);
      return await sent.intend(note);
    },
    async sent(key, ...noted) {
      if (step === 'sent') breaks(key.key);
      await sent.sent(key, ...noted);
    },
  };
}

describe('what a run ends with', () => {
  test('is attached in its thread once, all in one message', async () => {
    const one = await withFiles();
    const ref = await one.sending.surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect(one.lines()).toHaveLength(3);
    await one.sending.surface.edit(one.message('end', more(end, 'Rated good')), ref);
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect(one.done('message.post')).toBe(3);
    expect(one.discord.violations).toEqual([]);
  });

  test('a handoff names its files and does not attach them: the end will', async () => {
    const one = await withFiles();
    await one.sending.surface.post(one.message('handoff:p1', { ...end, kind: 'handoff' }));
    expect(filesIn(one)).toEqual([]);
  });

  test.each(['lose-answer', 'lose-call'] as const)('cut off (%s): attached once', async (kind) => {
    const one = await withFiles();
    one.discord.faults.next('message.post', { kind }, { when: (body) => body.attachments !== undefined });
    await expect(one.sending.surface.post(one.message('end', end))).rejects.toMatchObject({ code: 'discord-unknown-outcome' });
    await one.restarted().surface.post(one.message('end', end));
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect(one.lines().filter((line) => line.startsWith('Done'))).toHaveLength(1);
  });

  test.each([
    ['intend', 'before the message', 1],
    ['intend', 'before the message, the first file noted', 2],
    ['sent', 'between the message and its notes', 1],
    ['sent', 'between the notes of two files', 2],
  ] as const)('cut off (%s) %s: attached once', async (step, _, nth) => {
    const one = await withFiles();
    const broken = one.restarted({ sentMessages: breakingAt(one, step, nth) });
    await expect(broken.surface.post(one.message('end', end))).rejects.toThrow('the database went away');
    await one.restarted().surface.post(one.message('end', end));
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one).toSorted()).toEqual(['plan.md', 'risks.md']);
  });

  test('cut off between the notes of two files, with a third one since: each attached once', async () => {
    const one = await withFiles();
    one.files.set(C, 'notes');
    await expect(one.restarted({ sentMessages: breakingAt(one, 'sent', 2) }).surface.post(one.message('end', end))).rejects.toThrow('the database went away');
    await one.restarted().surface.post(one.message('end', named([C, 'notes.md', 5], [A, 'plan.md', 5], [B, 'risks.md', 5])));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md', 'notes.md']);
  });

  test('cut off between the notes of two that are too large: said once', async () => {
    const one = await withFiles();
    const large = named([A, 'plan.bin', 80 * 1024 * 1024], [B, 'dump.bin', 80 * 1024 * 1024]);
    await expect(one.restarted({ sentMessages: breakingAt(one, 'sent', 2) }).surface.post(one.message('end', large))).rejects.toThrow('the database went away');
    await one.restarted().surface.post(one.message('end', large));
    expect(one.lines().filter((line) => line.includes('Too large'))).toHaveLength(1);
  });

  test('names that Discord would change, and two alike, are each their own', async () => {
    const one = await withFiles();
    await one.sending.surface.post(one.message('end', named([A, 'Über @everyone (1).md', 5], [B, 'Uber everyone 1.md', 5])));
    expect(filesIn(one)).toEqual(['Uber_everyone_1.md', 'Uber_everyone_1-2.md']);
    expect(one.lines()[2]).toContain('Über @\u200beveryone (1).md');
    expect(one.discord.notifications).toEqual([]);
    expect(one.discord.violations).toEqual([]);
  });

  test('one that is too large is named, with what the place takes; the others are attached', async () => {
    const one = await withFiles();
    await one.sending.surface.post(one.message('end', named([A, 'plan.md', 5], [B, 'dump.bin', 80 * 1024 * 1024])));
    expect(filesIn(one)).toEqual(['plan.md']);
    expect(one.lines()[3]).toMatch(/Too large to attach here, where a file may have 10.*dump\.bin \(8\d.*MB\)/u);
    await one.restarted().surface.post(one.message('end', named([A, 'plan.md', 5], [B, 'dump.bin', 80 * 1024 * 1024])));
    expect(one.lines()).toHaveLength(4);
  });

  test('a limit that is lower than is known: each is tried alone', async () => {
    const one = await withFiles({ fileLimitBytes: 8 });
    one.files.set(B, 'much longer than eight');
    await one.sending.surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md']);
    expect(one.lines().at(-1)).toContain('Too large to attach here: risks.md');
  });

  test('not allowed: the card is there all the same, and it is said which permission is missing', async () => {
    const one = await withFiles();
    one.discord.guild().deniesBot(GENERAL, 'AttachFiles');
    await one.sending.surface.post(one.message('end', end));
    expect(one.lines()[1]).toContain('Done');
    expect(one.lines()[2]).toContain('Attach Files');
    await one.sending.surface.post(one.message('end', end));
    expect(one.lines()).toHaveLength(3);
  });

  test('no longer stored: the card is there all the same', async () => {
    const gone = await arena();
    await gone.sending.surface.post(gone.message('end', end));
    expect(gone.lines()).toHaveLength(2);
  });
});

describe('the picture of a plan', () => {
  const live = card('live', 'nothing done', { blocks: [{ kind: 'picture', workflow: RUN, alt: '1 and 2, then 3' }, ...card('live', 'nothing done').blocks] });
  const read = (workflow: Workflow) => ({ summary: { number: 12 }, workflow, recorded: [] }) as unknown as ReadWorkflow;
  const drawn = (current: () => Workflow) => ({ deps: { archive: { read: async () => read(current()), messages: async () => [] } } });
  const uploads = ({ discord }: Arena) => discord.calls.flatMap(({ files, status }) => (typeof status === 'number' && status < 300 ? files : []));

  test('is attached once for its card, stays over edits, and is replaced when the plan changes', async () => {
    const run = planned();
    const one = await arena(drawn(run.now));
    const ref = await one.sending.surface.post(one.message('live', live));
    const [first] = filesIn(one);
    expect(first).toMatch(/^plan-12-.+\.png$/u);
    await one.sending.surface.edit(one.message('live', more(live, 'one done')), ref);
    expect(filesIn(one)).toEqual([first]);
    expect(uploads(one)).toEqual([first]);
    run.feed({
      kind: 'edit-plan',
      actor: { id: run.now().requester, groups: [], admin: false },
      baseHash: null,
      edits: [{ kind: 'drop', workstream: '4' as never }],
    });
    await one.restarted().surface.edit(one.message('live', more(live, 'one done')), ref);
    const [second, ...others] = filesIn(one);
    expect(others).toEqual([]);
    expect(second).not.toBe(first);
    expect(uploads(one)).toEqual([first, second]);
    expect(one.discord.violations).toEqual([]);
  });

  test('the plan card that takes over the root gets it, and loses it with the card’s picture', async () => {
    const one = await arena(drawn(planned().now));
    const ref = await one.sending.surface.post(one.message('plan', { ...live, kind: 'plan' }));
    expect(one.discord.channel(GENERAL).map(({ files }) => files.length)).toEqual([1]);
    await one.sending.surface.edit(one.message('plan', card('plan', 'approved')), ref);
    expect(one.discord.channel(GENERAL).map(({ files }) => files.length)).toEqual([0]);
    expect(one.discord.violations).toEqual([]);
  });

  test('somebody took it off the message: it is attached again', async () => {
    const one = await arena(drawn(planned().now));
    const ref = await one.sending.surface.post(one.message('live', live));
    one.discord.faults.next('message.edit', { kind: 'refuse', code: 50035 });
    await one.sending.surface.edit(one.message('live', more(live, 'one done')), ref);
    expect(uploads(one)).toHaveLength(2);
    expect(filesIn(one)).toHaveLength(1);
  });

  test('where files may not be attached, or without a plan, a card goes without, and is not tried twice', async () => {
    const one = await arena(drawn(planned().now));
    one.discord.guild().deniesBot(GENERAL, 'AttachFiles');
    const ref = await one.sending.surface.post(one.message('live', live));
    await one.sending.surface.edit(one.message('live', more(live, 'one done')), ref);
    expect(filesIn(one)).toEqual([]);
    expect(one.lines()[1]).toContain('one done');
    expect(one.discord.invalidRequests()).toBe(1);
    const early = await arena(drawn(story().now));
    await early.sending.surface.post(early.message('live', live));
    expect(filesIn(early)).toEqual([]);
  });
});
