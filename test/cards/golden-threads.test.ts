/** What earlier releases recorded is shown, and can be answered, at every point of its log. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventLine } from '../../src/cards/event-line.ts';
import { showCard, statusCard } from '../../src/cards/status.ts';
import { cardText, lineText } from '../../src/cards/text.ts';
import { threadOf } from '../../src/cards/thread.ts';
import { mayAnswer } from '../../src/engine/decision.ts';
import type { Recorded } from '../../src/engine/event.ts';
import { replay } from '../../src/engine/evolve.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { nextDue } from '../../src/engine/schedule-time.ts';
import { ANA, by } from '../fixtures/workflow.ts';

const FOLDER = new URL('../fixtures/golden/', import.meta.url);
const LOGS = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe('the thread of a golden log', () => {
  it.each(LOGS)('%s has words at every point, without holes', (name) => {
    const recorded: readonly Recorded[] = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')).recorded;
    for (let length = 1; length <= recorded.length; length++) {
      const workflow = replay(recorded.slice(0, length));
      if (workflow.kind === 'none') throw new Error('The log opens no workflow.');
      for (const card of [...threadOf(workflow).map((post) => post.card), statusCard(workflow), showCard(workflow)]) {
        expect(cardText(card)).not.toMatch(/undefined|NaN|\[object|null/u);
      }
      const event = recorded[length - 1]?.event;
      if (event) expect(lineText(eventLine(workflow, event, new Map()))).not.toMatch(/undefined|NaN|\[object|null/u);
      const open = openDecisions(workflow);
      for (const { policy } of open) expect(mayAnswer(policy, by(ANA))).toBe(true);
      if (open.length > 0 && !workflow.parked) expect(nextDue(workflow)).toBeGreaterThan(0);
    }
  });
});
