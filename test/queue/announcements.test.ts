import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createAnnouncements } from '../../src/queue/announcements.ts';

const log = pino({ level: 'silent' });

function scripted() {
  const payloads: string[] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const executeSql = (_text: string, values: unknown[] = []) =>
    new Promise<{ rows: never[] }>((resolve, reject) => {
      payloads.push(String(values[1]));
      answers.push({ resolve: () => resolve({ rows: [] }), reject });
    });
  return { db: { executeSql }, payloads, answers };
}

test('what comes while one is on its way goes with the next, also after one that failed', async () => {
  const { db, payloads, answers } = scripted();
  const announcements = createAnnouncements(db, log);
  announcements.announce();
  announcements.announce();
  announcements.announce();
  expect(payloads).toHaveLength(1);
  answers[0]?.reject(new Error('gone'));
  await expect.poll(() => payloads.length).toBe(2);
  answers[1]?.resolve();
  await Promise.resolve();
  expect(payloads).toHaveLength(2);
});

test('a process knows its own', () => {
  const { db, payloads } = scripted();
  const announcements = createAnnouncements(db, log);
  announcements.announce();
  expect(announcements.isOwn(payloads[0] ?? '')).toBe(true);
  expect(createAnnouncements(db, log).isOwn(payloads[0] ?? '')).toBe(false);
});
