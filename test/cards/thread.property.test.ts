import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { showCard, statusCard } from '../../src/cards/status.ts';
import { cardText, lineText } from '../../src/cards/text.ts';
import { type ThreadPost, threadOf } from '../../src/cards/thread.ts';
import type { Workflow } from '../../src/engine/state.ts';
import { randomRun } from '../fixtures/random-run.ts';

/** What a template leaves when a value is missing. People's own text may say anything, so it is taken out first. */
const HOLES = /\bundefined\b|\bNaN\b|\[object|Infinity/u;

describe('the thread of any run', () => {
  it('has words for every state, without holes in them', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const workflow of states) {
          for (const card of everyCard(workflow)) expect(withoutPeoplesText(cardText(card), workflow)).not.toMatch(HOLES);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the keys that it had, each once and in their order', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        let before: readonly string[] = [];
        for (const workflow of states) {
          const keys = keysOf(threadOf(workflow));
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys.filter((key) => before.includes(key))).toEqual(before);
          before = keys;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('offers an answer exactly while its question is open, and once the run is over nothing but a new one', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const workflow of states) {
          const actions = threadOf(workflow).flatMap(({ card }) => card.actions);
          const asked = new Set(actions.flatMap(({ does }) => (does.kind === 'answer' ? [does.decision] : [])));
          const open = [...workflow.decisions.values()].filter(({ state }) => state.kind === 'open').map(({ id }) => id);
          expect([...asked].sort()).toEqual(open.sort());
          if (workflow.stage.kind === 'ended') expect(actions.filter(({ does }) => does.kind !== 'branch')).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('ends with the coverage line, or with the direct answer', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        const ended = states.filter(({ stage }) => stage.kind === 'ended');
        for (const workflow of ended) {
          const last = threadOf(workflow).at(-1);
          if (workflow.answer?.kind === 'inline') expect(last?.key).toBe('answer');
          else expect([last?.key, lastLine(last?.card)]).toEqual(['end', expect.stringMatching(/^Coverage: /u)]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('stays within sizes that every surface can render', () => {
    fc.assert(
      fc.property(randomRun, (states) => {
        for (const card of states.flatMap(everyCard)) {
          expect(card.blocks.length).toBeLessThanOrEqual(40);
          expect(card.actions.length).toBeLessThanOrEqual(10);
          for (const { label } of card.actions) expect(label.length).toBeLessThanOrEqual(75);
          expect(cardText(card).length).toBeLessThanOrEqual(12_000);
        }
      }),
      { numRuns: 100 },
    );
  });
});

function everyCard(workflow: Workflow): readonly Card[] {
  return [...threadOf(workflow).map(({ card }) => card), statusCard(workflow), showCard(workflow)];
}

function keysOf(posts: readonly ThreadPost[]): readonly string[] {
  return posts.map(({ key }) => key);
}

function lastLine(card: Card | undefined): string {
  const block = card?.blocks.at(-1);
  return block?.kind === 'line' ? lineText(block.line) : '';
}

function withoutPeoplesText(text: string, workflow: Workflow): string {
  const said = workflow.task.kind === 'inline' ? workflow.task.text : '';
  return [said, said.replace(/\s+/gu, ' ').trim()].filter((part) => part !== '').reduce((left, part) => left.replaceAll(part, ''), text);
}
