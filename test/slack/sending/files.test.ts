/** Files in the thread: what a run ends with, and the picture of its plan. Each once; and nothing is held up when they are not allowed. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Block, Card } from '../../../src/cards/card.ts';
import { artifactId } from '../../../src/engine/ids.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { ReadWorkflow } from '../../../src/ports/archive.ts';
import type { SentMessages } from '../../../src/ports/sent-messages.ts';
import { planned, story } from '../../fixtures/workflow.ts';
import { until } from '../../until.ts';
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

const [A, B] = [artifactId('a1'), artifactId('b1')];
const files: Block = {
  kind: 'files',
  files: [
    { artifact: A, name: 'plan.md', bytes: 5 },
    { artifact: B, name: 'risks.md', bytes: 5 },
  ],
};
const end: Card = card('completion', 'Done', { blocks: [...card('completion', 'Done').blocks, files] });
const filesIn = ({ slack, place }: Arena) => slack.thread(place.channel, place.thread).flatMap((message) => message.files);

async function withFiles(...options: Parameters<typeof openArena>): Promise<Arena> {
  const one = await arena(...options);
  one.files.set(A, 'plan!');
  one.files.set(B, 'risks');
  return one;
}

const BROKEN = 'the database went away';

/** It goes away once: when it is to be noted of this file that it is, or is not yet, shared. */
function breakingAt({ sent }: Arena, file: typeof A, at: 'shared' | 'not shared'): SentMessages {
  let broken = false;
  return {
    ...sent,
    async sent(key, ref, details) {
      const now = isShared(details) ? 'shared' : 'not shared';
      if (!broken && key.key.endsWith(`:file:${file}`) && now === at) {
        broken = true;
        throw new Error(BROKEN);
      }
      await sent.sent(key, ref, details);
    },
  };
}

const isShared = (details: unknown): boolean => typeof details === 'object' && details !== null && 'shared' in details && details.shared === true;

describe('what a run ends with', () => {
  test('is shared in its thread once, all in one message', async () => {
    const one = await withFiles();
    const ref = await one.sending.surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect(one.lines()).toHaveLength(3);
    await one.sending.surface.edit(one.message('end', { ...end, blocks: [...end.blocks, ...card('completion', 'Rated good').blocks] }), ref);
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect([one.done('files.getUploadURLExternal'), one.done('files.completeUploadExternal')]).toEqual([2, 1]);
    expect(one.slack.violations).toEqual([]);
  });

  test('a handoff names its files and does not share them: the end will', async () => {
    const one = await withFiles();
    await one.sending.surface.post(one.message('handoff:p1', { ...end, kind: 'handoff' }));
    expect(filesIn(one)).toEqual([]);
  });

  test('shared with an answer that was lost: not shared again', async () => {
    const one = await withFiles();
    one.slack.faults.next('files.completeUploadExternal', { kind: 'lose-answer' });
    await expect(one.sending.surface.post(one.message('end', end))).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    await one.restarted().surface.post(one.message('end', end));
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect(one.lines().filter((line) => line.startsWith('Done'))).toHaveLength(1);
  });

  test('cut off before they were shared: shared by the next try, without another upload', async () => {
    const one = await withFiles();
    one.slack.faults.next('files.completeUploadExternal', { kind: 'lose-call' });
    await expect(one.sending.surface.post(one.message('end', end))).rejects.toMatchObject({ code: 'slack-unknown-outcome' });
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
    expect(one.done('files.getUploadURLExternal')).toBe(2);
  });

  test('cut off between the upload of one and of the other, and again after one was shared: each shared once', async () => {
    const one = await withFiles();
    await expect(one.restarted({ sentMessages: breakingAt(one, B, 'not shared') }).surface.post(one.message('end', end))).rejects.toThrow(BROKEN);
    await expect(one.restarted({ sentMessages: breakingAt(one, A, 'shared') }).surface.post(one.message('end', end))).rejects.toThrow(BROKEN);
    expect(filesIn(one)).toEqual(['plan.md']);
    await one.restarted().surface.post(one.message('end', end));
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
  });

  test('cut off between the notes of two files that were shared: not shared again', async () => {
    const one = await withFiles();
    await expect(one.restarted({ sentMessages: breakingAt(one, B, 'shared') }).surface.post(one.message('end', end))).rejects.toThrow(BROKEN);
    await one.restarted().surface.post(one.message('end', end));
    expect(filesIn(one)).toEqual(['plan.md', 'risks.md']);
  });

  test('not allowed, or no longer stored: the card is there all the same', async () => {
    const one = await withFiles();
    one.slack.workspace().withdrawsScope('files:write');
    await one.sending.surface.post(one.message('end', end));
    await one.sending.surface.post(one.message('answer', { ...end, kind: 'answer' }));
    expect(one.lines()).toHaveLength(3);
    expect(one.slack.count('files.getUploadURLExternal')).toBe(1);
    const gone = await arena();
    await gone.sending.surface.post(gone.message('end', end));
    expect(gone.lines()).toHaveLength(2);
  });
});

describe('the picture of a plan', () => {
  const live = card('live', 'nothing done', { blocks: [{ kind: 'picture', workflow: RUN, alt: '1 and 2, then 3' }, ...card('live', 'nothing done').blocks] });
  const read = (workflow: Workflow) => ({ summary: { number: 12 }, workflow, recorded: [] }) as unknown as ReadWorkflow;
  const drawn = (current: () => Workflow) => ({ deps: { archive: { read: async () => read(current()), messages: async () => [] } } });
  const pictures = ({ slack, place }: Arena) =>
    slack.thread(place.channel, place.thread).flatMap(({ blocks }) => blocks.flatMap((block) => block.slack_file?.id ?? []));

  test('is uploaded once for all cards that show it, and replaced when the plan changes', async () => {
    const run = planned();
    const one = await arena(drawn(run.now));
    await one.sending.surface.post(one.message('plan', { ...live, kind: 'plan' }));
    const ref = await one.sending.surface.post(one.message('live', live));
    const [first, second] = pictures(one);
    expect(first).toMatch(/^F/);
    expect(second).toBe(first);
    run.feed({
      kind: 'edit-plan',
      actor: { id: run.now().requester, groups: [], admin: false },
      baseHash: null,
      edits: [{ kind: 'drop', workstream: '4' as never }],
    });
    await one.restarted().surface.edit(one.message('live', live), ref);
    expect(pictures(one)[1]).not.toBe(first);
    expect([one.done('files.getUploadURLExternal'), one.done('files.completeUploadExternal')]).toEqual([2, 2]);
    expect(one.slack.violations).toEqual([]);
    // Nobody is shown a file beside the card.
    expect(filesIn(one)).toEqual([]);
  });

  test('without the scope, or without a plan, a card goes without', async () => {
    const one = await arena(drawn(planned().now));
    one.slack.workspace().withdrawsScope('files:write');
    await one.sending.surface.post(one.message('live', live));
    expect(pictures(one)).toEqual([]);
    expect(one.lines()[1]).toContain('nothing done');
    const early = await arena(drawn(story().now));
    await early.sending.surface.post(early.message('live', live));
    expect(pictures(early)).toEqual([]);
  });

  test.each([
    ['ready at once', 0, 0],
    ['looked at for a second', 1_000, 0],
    ['looked at for three seconds', 3_000, 1],
  ])('%s: it is shown, without a message that says less first', async (_, imagesReadyAfterMs, refusals) => {
    const one = await arena({ ...drawn(planned().now), imagesReadyAfterMs });
    let posted = false;
    const post = one.sending.surface.post(one.message('live', live)).then(() => {
      posted = true;
    });
    for (let turns = 0; turns < 200 && !posted; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await one.turn(100);
    }
    await post;
    expect(pictures(one)).toHaveLength(1);
    expect(one.slack.violations).toHaveLength(refusals);
    expect(one.lines()).toHaveLength(2);
  });

  test('one that Slack does not show in the end is left out, and comes with a later edit', async () => {
    const one = await arena(drawn(planned().now));
    const notReady = { kind: 'refuse', error: 'invalid_blocks', errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'] } as const;
    one.slack.faults.next('chat.postMessage', notReady, { times: 2 });
    const post = one.sending.surface.post(one.message('live', live));
    await until(async () => {
      await one.turn(1_000);
      return one.done('chat.postMessage') === 2;
    });
    const ref = await post;
    expect(pictures(one)).toEqual([]);
    await one.sending.surface.edit(one.message('live', { ...live, blocks: [...live.blocks, ...card('live', 'more').blocks] }), ref);
    expect(pictures(one)).toHaveLength(1);
  });
});
