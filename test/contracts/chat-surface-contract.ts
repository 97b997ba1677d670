/** What every chat platform's surface does with a run's thread: posted once, edited in place, told to those who are asked. */
import { afterEach, describe, expect, test } from 'vitest';
import { type GroupId, type PersonId, type ThreadId, workflowId } from '../../src/engine/ids.ts';
import type { Surface } from '../../src/ports/surface.ts';
import type { MemorySentMessages } from '../fakes/memory-sent-messages.ts';
import { card, question, RUN } from '../fixtures/sent-cards.ts';
import { until } from '../until.ts';

export interface ChatPlatform {
  open(): Promise<ChatArena>;
  /** `closed` cannot be written to directly. */
  readonly people: Readonly<Record<'ana' | 'ben' | 'closed', Named>>;
  readonly leads: GroupId;
  /** So many long lines need several messages. */
  readonly manyLines: number;
}

interface Named {
  readonly id: PersonId;
  /** `@Ana`. */
  readonly shown: string;
}

/** A thread that “Ana asked: compare” begins, for the command `root:d1`. */
export interface ChatArena {
  readonly surface: Surface;
  readonly sent: MemorySentMessages;
  readonly thread: ThreadId;
  /** The same database, another process. */
  another(): { readonly surface: Surface; begin(key: string): Promise<ThreadId> };
  message(key: string, shown: ReturnType<typeof card>): Parameters<Surface['post']>[0];
  lines(): readonly string[];
  /** Of the channel itself. */
  roots(): number;
  /** That the platform carried out. */
  posts(): number;
  edits(): number;
  /** The next edit is neither done nor answered before. */
  holdsEdit(until: Promise<void>): void;
  /** Also those that are held. */
  editsAsked(): number;
  /** Notifications. */
  told(person: PersonId): number;
  directs(person: PersonId): readonly { readonly text: string; readonly raw: string }[];
  readonly threadLink: string;
  violations(): readonly unknown[];
  close(): Promise<void>;
}

const blocksOf = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ kind: 'line', line: [{ kind: 'text', text: `${text} ${index} ${'x'.repeat(400)}` }] }) as const);

export function chatSurfaceContract({ open, people, leads, manyLines }: ChatPlatform): void {
  const opened: ChatArena[] = [];
  afterEach(async () => {
    for (const arena of opened.splice(0)) await arena.close();
  });
  async function arena(): Promise<ChatArena> {
    const one = await open();
    opened.push(one);
    return one;
  }
  const { ana, ben, closed } = people;

  describe('a card', () => {
    test('is posted once, edited in place, and not touched when it is as it was', async () => {
      const { surface, message, lines, posts, edits, violations } = await arena();
      const ref = await surface.post(message('live', card('live', 'nothing done')));
      expect(await surface.post(message('live', card('live', 'nothing done')))).toBe(ref);
      await surface.edit(message('live', card('live', 'one done')), ref);
      await surface.edit(message('live', card('live', 'one done')), ref);
      expect(lines()).toEqual(['Ana asked: compare', 'one done']);
      expect([posts(), edits()]).toEqual([2, 1]);
      expect(violations()).toEqual([]);
    });

    test('of two edits that become one the newer is what it shows, whichever is noted last', async () => {
      const { surface, sent, message, lines, edits, holdsEdit, editsAsked } = await arena();
      const ref = await surface.post(message('live', card('live', 'nothing done')));
      const gate = Promise.withResolvers<void>();
      holdsEdit(gate.promise);
      const edit = (text: string) => surface.edit(message('live', card('live', text)), ref);
      const first = edit('one done');
      await until(() => editsAsked() === 1);
      const noted = sent.sent;
      const older = edit('two done');
      await new Promise((resolve) => setImmediate(resolve));
      const newer = edit('three done');
      await new Promise((resolve) => setImmediate(resolve));
      // What the older edit has to note comes last.
      let notes = 0;
      sent.sent = async (...note) => {
        notes += 1;
        if (notes === 2) await newer;
        await noted(...note);
      };
      gate.resolve();
      await Promise.all([first, older, newer]);
      expect(notes).toBe(3);
      expect([lines()[1], edits()]).toEqual(['three done', 2]);
      await edit('three done');
      expect(edits()).toBe(2);
      await edit('two done');
      expect(lines()[1]).toBe('two done');
    });

    test('becomes several messages when it is long; edits change, add and delete them', async () => {
      const { surface, message, lines, edits, violations } = await arena();
      const long = (count: number, first = 'a') => card('answer', '', { blocks: [...blocksOf(first, 1), ...blocksOf('b', count)] });
      const ref = await surface.post(message('answer', long(manyLines)));
      const parts = lines().length - 1;
      expect(parts).toBeGreaterThan(1);
      await surface.edit(message('answer', long(manyLines, 'changed')), ref);
      expect(edits()).toBeLessThanOrEqual(parts);
      expect(lines()[1]).toContain('changed 0');
      await surface.edit(message('answer', long(2 * manyLines)), ref);
      expect(lines().length - 1).toBeGreaterThan(parts);
      await surface.edit(message('answer', long(0)), ref);
      expect(lines()).toHaveLength(2);
      expect(lines()[1]).toContain('a 0');
      expect(violations()).toEqual([]);
    });

    test('the plan takes the place of the message that the command opened the thread with', async () => {
      const { surface, message, lines, sent, thread, roots } = await arena();
      const ref = await surface.post(message('plan', card('plan', 'assessing')));
      expect(ref).toBe(thread);
      expect(await surface.post(message('plan', card('plan', 'assessing')))).toBe(thread);
      await surface.edit(message('plan', card('plan', 'three workstreams')), ref);
      expect(lines()).toEqual(['three workstreams']);
      expect(roots()).toBe(1);
      expect(sent.all().map(({ key }) => key)).toContain(`${RUN}:plan`);
    });

    test('a command that is taken up again begins no second thread, whatever became of the first message', async () => {
      const { surface, message, thread, roots, another } = await arena();
      expect(await another().begin('root:d1')).toBe(thread);
      await surface.post(message('plan', card('plan', 'assessing')));
      expect(await another().begin('root:d1')).toBe(thread);
      expect(roots()).toBe(1);
      expect(await another().begin('root:d2')).not.toBe(thread);
    });

    test('a second run in the thread leaves the plan of the first where it is', async () => {
      const { surface, message, lines } = await arena();
      await surface.post(message('plan', card('plan', 'the first plan')));
      await surface.post({ ...message('plan', card('plan', 'the second plan')), workflow: workflowId('0199aaaa-0000-7000-8000-000000000002') });
      expect(lines()).toEqual(['the first plan', 'the second plan']);
    });
  });

  describe('who is told', () => {
    test('a question mentions who must act when it is posted, and no edit mentions anybody', async () => {
      const { surface, message, told } = await arena();
      const asked = question('Go on?', [ana.id]);
      const ref = await surface.post(message('decision:1', asked));
      expect(told(ana.id)).toBe(1);
      await surface.edit(message('decision:1', { ...asked, notify: [ana.id, ben.id] }), ref);
      expect([told(ana.id), told(ben.id)]).toEqual([1, 0]);
    });

    test('a question that comes with an edit is told in a short reply, once', async () => {
      const { surface, message, told, lines } = await arena();
      const ref = await surface.post(message('plan', card('plan', 'assessing')));
      const plan = { ...question('The plan', [ben.id]), kind: 'plan' as const };
      await surface.edit(message('plan', plan), ref);
      await surface.edit(message('plan', { ...plan, blocks: [...plan.blocks, ...plan.blocks] }), ref);
      expect(told(ben.id)).toBe(1);
      expect(lines()).toHaveLength(2);
      expect(lines()[1]).toContain(`Waits for an answer: ${ben.shown}`);
    });

    test('a reminder goes to each person as a direct message with a link', async () => {
      const { surface, message, directs, lines, threadLink, another } = await arena();
      const reminder = card('reminder', 'Still waits for an answer', { notify: [ana.id, ben.id] });
      const ref = await surface.post(message('moment:1', reminder));
      expect(lines()).toHaveLength(1);
      for (const { id } of [ana, ben]) {
        const [direct, ...more] = directs(id);
        expect(more).toEqual([]);
        expect(direct?.text).toContain('Still waits for an answer');
        expect(direct?.raw).toContain(threadLink);
      }
      // Told again after a crash it is there; what became of the question is written there too.
      await another().surface.post(message('moment:1', reminder));
      await surface.edit(message('moment:1', { ...reminder, blocks: [...reminder.blocks, ...card('reminder', 'Answered by Ana').blocks] }), ref);
      expect(directs(ana.id).map(({ text }) => text)).toEqual([expect.stringContaining('Answered by Ana')]);
      expect(lines()).toHaveLength(1);
    });

    test('who cannot be written to, and a group, is reminded in the thread', async () => {
      const { surface, message, directs, lines } = await arena();
      const reminder = card('reminder', 'Still waits for an answer', { notify: [ana.id, closed.id], notifyGroups: [leads] });
      const ref = await surface.post(message('moment:1', reminder));
      expect(directs(ana.id)).toHaveLength(1);
      expect(lines()).toHaveLength(2);
      expect(lines()[1]).toContain(closed.shown);
      expect(lines()[1]).toContain('@platform-leads');
      expect(lines()[1]).not.toContain(ana.shown);
      await surface.edit(message('moment:1', reminder), ref);
      expect(lines()).toHaveLength(2);
    });
  });
}
