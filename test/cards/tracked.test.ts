/** Tracked work as the thread shows it: who is at what, what integrating costs before anyone asks, and what the ledger says. */
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../commands/index.ts';
import type { Card } from '../../src/cards/card.ts';
import { eventLine } from '../../src/cards/event-line.ts';
import { helpCard } from '../../src/cards/help.ts';
import { refusalCard } from '../../src/cards/refusal.ts';
import { statusCard } from '../../src/cards/status.ts';
import { cardText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import type { RefusalReason } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { workstreamId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { GOLDEN_STORIES } from '../fixtures/golden/stories.ts';
import { BEN } from '../fixtures/workflow.ts';

const log = GOLDEN_STORIES['list-of-others']?.().log() ?? [];

/** As it stood after the last event of this kind so far. */
function upTo(kind: string, times = 1): Workflow {
  const at = log.flatMap(({ event, seq }) => (event.kind === kind ? [seq] : []))[times - 1] ?? 0;
  const state = replay(log.slice(0, at));
  if (state.kind === 'none') throw new Error(`No ${kind} was recorded ${times} times.`);
  return state;
}

function cardOf(workflow: Workflow, key: string): Card {
  const found = threadOf(workflow).find((post) => post.key === key);
  if (!found) throw new Error(`The thread has no ${key}.`);
  return found.card;
}

const lines = (workflow: Workflow, key: string) => cardText(cardOf(workflow, key)).split('\n');

describe('the list', () => {
  it('says what was given, and that nobody is started for it', () => {
    const plan = lines(upTo('phase-started'), 'plan');
    expect(plan[0]).toContain('Mode: /baton create');
    expect(plan).toContain('[2] t2: Review the API · Depends: [1]');
    expect(plan).toContain('Pattern: tracked. Given as a pipeline list; others do the work.');
    expect(plan.at(-1)).toMatch(/^Estimate \$0\.\d\d .* · for integrating the results · cap \$2\.00$/u);
    expect(plan.join('\n')).not.toMatch(/Agent:|Est:|\d min/u);
  });

  it('says who is at what, and how to say more', () => {
    const live = lines(upTo('workstream-taken-up'), 'live');
    expect(live).toContain('[1] t1: Review auth · in progress by @ben (session k-17) under 1 s');
    expect(live).toContain('[2] t2: Review the API · waits for [1]');
    expect(live.join('\n')).not.toContain('Integrating');
    expect(
      cardOf(upTo('workstream-taken-up'), 'live').blocks.flatMap((block) => (block.kind === 'steps' ? block.steps.map(({ state }) => state) : [])),
    ).toEqual(['running', 'pending', 'pending']);
  });

  it('shows no phases: there is one, and nobody hands over', () => {
    expect(threadOf(upTo('ended')).map(({ key }) => key)).toEqual(['plan', 'live', 'decision:0199-workflow-d1', 'end']);
  });
});

describe('the price of integrating', () => {
  it('stands on the live card and the status before anyone asks for it', () => {
    const workflow = upTo('workstream-supplied', 2);
    const told = /2 results are there\. Integrating usually costs about \$0\.\d\d; \[3\] would be missing: \/baton aggregate --id 12/u;
    expect(cardText(cardOf(workflow, 'live'))).toMatch(told);
    expect(cardText(statusCard(workflow))).toMatch(told);
    expect(cardOf(workflow, 'live').actions[0]).toMatchObject({
      label: 'Integrate',
      does: {
        kind: 'override',
        change: 'aggregate',
        confirm: expect.stringMatching(/2 results into one answer, for about \$0\.\d\d\? 1 subtask without a result will be missing/u),
      },
    });
  });

  it('is gone once it was asked for', () => {
    expect(cardText(cardOf(upTo('attempt-started'), 'live'))).not.toContain('Integrating usually');
    expect(cardOf(upTo('attempt-started'), 'live').actions.map(({ label }) => label)).not.toContain('Integrate');
  });
});

describe('a failure', () => {
  it('is told with the words of whoever reported it', () => {
    const workflow = upTo('decision-asked');
    expect(lines(workflow, 'live')).toContain('[2] t2: Review the API · failed: no access to the gateway');
    const menu = lines(workflow, 'decision:0199-workflow-d1');
    expect(menu).toContain('Why: whoever did it reported it as failed: no access to the gateway.');
    expect(menu.at(-1)).toBe('[Retry] [Supply the result myself, $0] [Continue without it, [3] is lost too] [Cancel the rest]');
  });
});

it('ends with the engine’s own coverage line', () => {
  expect(lines(upTo('ended'), 'end').filter((line) => line.startsWith('Coverage'))).toEqual([
    'Coverage: 2 of 3. Missing: [3] t3: Review data (cancelled by @ana).',
  ]);
});

it('stands in the ledger, sentence by sentence', () => {
  const end = upTo('ended');
  const said = log.map(({ event }) => [event.kind, cardText({ ...statusCard(end), blocks: [{ kind: 'line', line: eventLine(end, event, new Map()) }] })]);
  expect(said).toContainEqual(['workstream-taken-up', '@ben took up [1] t1: Review auth, session k-17.']);
  expect(said).toContainEqual(['workstream-failed', '@ben reported that [2] t2: Review the API failed: no access to the gateway.']);
  expect(said.find(([kind]) => kind === 'attempt-started')?.[1]).toMatch(/set aside\. wf_12_synthesis$/u);
});

describe('a refusal', () => {
  const two = workstreamId('2');
  const reasons: readonly (readonly [RefusalReason, string])[] = [
    [{ kind: 'waits-for', workstream: two, on: [workstreamId('1')] }, '[2] t2: Review the API waits for [1] t1: Review auth, which has no result yet.'],
    [{ kind: 'already-settled', workstream: two, status: 'supplied' }, '[2] t2: Review the API is completed already. To change that on purpose, add --again.'],
    [{ kind: 'unknown-workstream' }, 'This list has no such subtask. It has t1, t2, t3.'],
    [{ kind: 'no-results-yet' }, 'Nothing on this list has a result yet, so there is nothing to integrate.'],
    [
      { kind: 'many-failed', failed: [two] },
      '[2] have failed, so nothing new starts. First answer the question in the thread: try them again, or accept what there is.',
    ],
  ];
  it.each(reasons)('%j', (reason, words) => {
    expect(cardText(refusalCard(reason, upTo('phase-started')))).toBe(words);
  });

  it('of a report about Baton’s own work says what it is for', () => {
    expect(cardText(refusalCard({ kind: 'not-tracked' }, null))).toContain('/baton create');
  });
});

describe('what is misread', () => {
  it.each([
    ['/baton create', 'There are no subtasks yet: give them as JSON, or each on a line of its own as “t1: Review auth”. Nothing was made.'],
    [
      `/baton create ${JSON.stringify(Array.from({ length: 9 }, (_, index) => ({ id: `t${index}`, label: 'x' })))}`,
      'That is 9 subtasks; a list has at most 7.',
    ],
    ['/baton create [{"id":"a","label":"A","dependsOn":["b"]},{"id":"b","label":"B","dependsOn":["a"]}]', 'a and b wait for each other.'],
    ['/baton create --type tree t1: A', '“tree” is not a type of list; there are fan-out, pipeline, supervisor, expert-panel and map-reduce.'],
    ['/baton update --task-id t1 --status done', '“done” is not a status; there are pending, in_progress, completed, failed and skipped.'],
    ['/baton update --status failed', 'Which subtask? Give its id after --task-id.'],
    ['/baton update --task-id t1 --status failed --resut x', 'There is no --resut here. Did you mean --result?'],
  ])('%s', (text, words) => {
    const read = readCommand(text);
    if (read.kind !== 'misread') throw new Error(`${text} is ${read.kind}`);
    expect(cardText(helpCard(read.topic, read.problem))).toContain(words);
  });
});

it('names whoever did it, not an agent', () => {
  expect(upTo('workstream-supplied').workstreams.get(workstreamId('1'))?.status).toMatchObject({ by: BEN });
  expect(lines(upTo('workstream-supplied'), 'live')).toContain('[1] t1: Review auth · completed by @ben');
});
