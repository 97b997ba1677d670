/** A map-reduce of what a request lists, and of what was said in a thread: every worker reads its own share of it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { channelId, inputId, LOCAL_TENANT, personId, type WorkflowId } from '../../../src/engine/ids.ts';
import { statusWord } from '../../../src/engine/status.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { SpokenBefore } from '../../../src/ports/desk.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { type Assembled, assembleFresh } from '../runtime/assembled.ts';
import { overheard, planOf, toTheEnd, workCalls } from './runs.ts';

const { model, calls } = overheard(createRehearsalModel({ clock: systemClock }));
let baton: Assembled;
beforeAll(async () => {
  baton = await assembleFresh({ model });
});
beforeEach(() => {
  calls.length = 0;
});
afterAll(() => baton.close());

const VENDORS = ['Alder', 'Birch', 'Cedar', 'Damson', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper'];

/** Which of the words stand in each worker's prompt. */
function readBy(words: readonly string[]): readonly (readonly string[])[] {
  return [...workCalls(calls).values()].map(({ prompt }) => words.filter((word) => prompt.includes(word)));
}

async function shared(workflow: WorkflowId, words: readonly string[]): Promise<void> {
  const ended = await toTheEnd(baton, workflow);
  expect([planOf(ended).pattern, statusWord(ended)]).toEqual(['map-reduce', 'completed']);
  expect(planOf(ended).workstreams).toHaveLength(3);
  const read = readBy(words);
  expect(read.flat().toSorted()).toEqual([...words].toSorted());
  expect(Math.max(...read.map(({ length }) => length)) - Math.min(...read.map(({ length }) => length))).toBeLessThanOrEqual(1);
}

test('a list in the request', async () => {
  const { workflow } = await baton.start(
    `/orchestrate pattern:map-reduce Rate the price and the support of each vendor\n${VENDORS.map((name) => `- ${name}`).join('\n')}`,
  );
  const ended = await toTheEnd(baton, workflow);
  expect([planOf(ended).pattern, statusWord(ended)]).toEqual(['map-reduce', 'completed']);
  const shares = planOf(ended).workstreams.map(({ partition }) => partition?.items ?? []);
  expect(shares.map(({ length }) => length)).toEqual([4, 3, 3]);
  expect(shares.flat().toSorted()).toEqual(VENDORS);
  for (const [index, call] of [...workCalls(calls)]
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, found]) => found)
    .entries()) {
    const block = /## Your share[\s\S]*?(?=\n## |$)/u.exec(call.prompt)?.[0] ?? '';
    expect(VENDORS.filter((name) => block.includes(name))).toEqual(shares[index]);
  }
});

test('what was said in the thread', async () => {
  const background = VENDORS.map(
    (name, index): SpokenBefore => ({ author: `@person-${index}`, at: Date.UTC(2026, 10, 21, 9, index), text: `I know ${name} well.` }),
  );
  const reply = await baton.runtime.desk.command({
    ...{ tenant: LOCAL_TENANT, actor: personId('ada'), groups: [], admin: true, input: inputId('asked-in-a-thread') },
    ...{ surface: 'web', channel: channelId('general'), thread: null, attachments: [], background },
    text: '/orchestrate pattern:map-reduce Say which experience each message reports, and how sure its author is',
  });
  if (reply.kind !== 'started') throw new Error(`Nothing was started: ${reply.kind}`);
  await shared(reply.workflow, VENDORS);
});

test('too little to share out is said, and the plan is another one', async () => {
  const { workflow } = await baton.start('/orchestrate pattern:map-reduce Rate the price and the support of our vendor in the existing system');
  const state = await baton.reached(workflow, (now) => now.decisions.size > 0);
  expect([...state.decisions.values()][0]?.question).toMatchObject({
    kind: 'call-failed',
    call: 'plan',
    failure: { kind: 'plan-rejected', detail: expect.stringContaining('at least 3 attached files or listed items to share out, and the request brings 0') },
  });
});
