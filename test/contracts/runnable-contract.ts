/** What every ledger promises to the sweeper: who has something to do, now. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WorkflowId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { ANN, by } from '../engine/scenario.ts';
import { driver, newInput, opening } from './driven-workflow.ts';
import type { LedgerUnderTest } from './ledger-contract.ts';

const TOOK_OVER: Input = { kind: 'driver-took-over' };
const PAUSE: Input = { kind: 'override', actor: by(ANN), change: { kind: 'pause' } };

export function runnableContract(name: string, make: (wake: (workflow: WorkflowId) => Promise<void>) => Promise<LedgerUnderTest>): void {
  describe(`runnable: ${name}`, () => {
    let subject: LedgerUnderTest;
    beforeEach(async () => {
      subject = await make(async () => undefined);
    });
    afterEach(() => subject.close());
    const openOne = async (more: Parameters<typeof opening>[0] = {}) => (await subject.ledger.open(opening(more))).workflow;

    test('has what is not at rest or has inputs that wait, and nothing else', async () => {
      const workflow = await openOne();
      expect(await subject.ledger.runnable()).toEqual([workflow]);
      const drives = await driver(subject.ledger, workflow);
      await drives.feed(TOOK_OVER);
      expect(await subject.ledger.runnable()).toEqual([]);
      const id = newInput();
      await subject.inbox.deliver({ workflow, id, input: PAUSE, artifacts: [] });
      expect(await subject.ledger.runnable()).toEqual([workflow]);
      await drives.feed(PAUSE, { applied: [{ id, outcome: { kind: 'accepted' } }] });
      expect(await subject.ledger.runnable()).toEqual([]);
    });

    test('has what waits for a moment once that has come, by the ledger’s clock', async () => {
      const workflow = await openOne({ at: Date.now() - 5 * 3_600_000 });
      const drives = await driver(subject.ledger, workflow);
      await drives.feed(TOOK_OVER);
      expect(openDecisions(drives.state())[0]?.deadline.remindAt).toBeLessThan(Date.now());
      expect(await subject.ledger.runnable()).toEqual([workflow]);
      const takeover = await subject.ledger.takeOver(workflow);
      expect(Math.abs((takeover?.now ?? 0) - Date.now())).toBeLessThan(60_000);
    });
  });
}
