/** What every ledger promises to drivers, with its inbox and artifacts. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/evolve.ts';
import type { WorkflowId } from '../../src/engine/ids.ts';
import type { Input } from '../../src/engine/input.ts';
import { openDecisions } from '../../src/engine/open-decisions.ts';
import { UserError } from '../../src/errors.ts';
import { ANN, by } from '../engine/scenario.ts';
import type { MemoryLedger } from '../fakes/memory-ledger.ts';
import { artifact, driver, LOCAL, newInput, newWorkflow, OTHER, opening } from './driven-workflow.ts';

export interface LedgerUnderTest extends MemoryLedger {
  close(): Promise<void>;
}

const TOOK_OVER: Input = { kind: 'driver-took-over' };
const PAUSE: Input = { kind: 'override', actor: by(ANN), change: { kind: 'pause' } };
const note = (text: string): Input => ({ kind: 'override', actor: by(ANN), change: { kind: 'add-context', workstream: null, text } });

/** `make` gets the function that stands for sending the job; what it throws must leave nothing behind. */
export function ledgerContract(name: string, make: (wake: (workflow: WorkflowId) => Promise<void>) => Promise<LedgerUnderTest>): void {
  describe(`ledger: ${name}`, () => {
    let subject: LedgerUnderTest;
    let woken: WorkflowId[];
    let wakeFails: boolean;

    beforeEach(async () => {
      woken = [];
      wakeFails = false;
      subject = await make(async (workflow) => {
        if (wakeFails) throw new Error('no job');
        woken.push(workflow);
      });
    });

    afterEach(() => subject.close());

    const openOne = async (more: Parameters<typeof opening>[0] = {}) => (await subject.ledger.open(opening(more))).workflow;

    describe('open', () => {
      test('counts numbers per tenant and wakes a driver', async () => {
        const first = await subject.ledger.open(opening());
        const second = await subject.ledger.open(opening());
        const elsewhere = await subject.ledger.open(opening({ tenant: OTHER }));
        expect([first.number, second.number, elsewhere.number]).toEqual([1, 2, 1]);
        expect(woken).toEqual([first.workflow, second.workflow, elsewhere.workflow]);
      });

      test('gives each of many at once a number of its own', async () => {
        const opened = await Promise.all(Array.from({ length: 20 }, () => subject.ledger.open(opening())));
        expect(opened.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      });

      test('the same input id again returns the first result and changes nothing', async () => {
        const input = newInput();
        const first = await subject.ledger.open(opening({ input }));
        const again = await subject.ledger.open(opening({ input }));
        expect(first.duplicate).toBe(false);
        expect(again).toEqual({ ...first, duplicate: true });
        expect(woken).toEqual([first.workflow]);
        expect((await subject.ledger.open(opening())).number).toBe(2);
      });

      test('the same input id at the same moment opens one workflow', async () => {
        const input = newInput();
        const opened = await Promise.all(Array.from({ length: 5 }, () => subject.ledger.open(opening({ input }))));
        expect(new Set(opened.map(({ workflow }) => workflow)).size).toBe(1);
        expect(opened.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      });

      test("another tenant's input id is refused, and tells nothing", async () => {
        const input = newInput();
        await subject.ledger.open(opening({ input }));
        const refused = subject.ledger.open(opening({ input, tenant: OTHER }));
        await expect(refused).rejects.toBeInstanceOf(UserError);
        await expect(refused).rejects.toMatchObject({ code: 'input-id-taken' });
      });

      test('a job that cannot be sent leaves nothing behind that a second try could meet', async () => {
        const asked = opening();
        wakeFails = true;
        await expect(subject.ledger.open(asked)).rejects.toThrow();
        wakeFails = false;
        expect(await subject.ledger.takeOver(asked.workflow)).toBeNull();
        // Its number may stay unused: numbers are unique, and not without gaps.
        expect(await subject.ledger.open(asked)).toEqual({ workflow: asked.workflow, number: expect.any(Number), duplicate: false });
      });

      test('keeps its artifacts', async () => {
        const upload = artifact('a,b\n1,2\n', 'table.csv');
        await openOne({ artifacts: [upload] });
        const read = await subject.artifacts.read(LOCAL, upload.ref.id);
        expect(read?.ref).toEqual(upload.ref);
        expect(Buffer.from(read?.content ?? []).toString()).toBe('a,b\n1,2\n');
      });
    });

    describe('takeOver', () => {
      test('returns the events as they were recorded, and a new epoch each time', async () => {
        const asked = opening();
        await subject.ledger.open(asked);
        const first = await subject.ledger.takeOver(asked.workflow);
        const second = await subject.ledger.takeOver(asked.workflow);
        expect(first?.recorded).toEqual(asked.first(1).recorded);
        expect(second?.recorded).toEqual(first?.recorded);
        expect((second?.epoch ?? 0) - (first?.epoch ?? 0)).toBe(1);
      });

      test('is null for a workflow that is not there', async () => {
        expect(await subject.ledger.takeOver(newWorkflow())).toBeNull();
      });

      test('brings the inputs that wait, in the order of delivery', async () => {
        const workflow = await openOne();
        const ids = [newInput(), newInput(), newInput()];
        for (const [index, id] of ids.entries()) await subject.inbox.deliver({ workflow, id, input: note(`n${index}`), artifacts: [] });
        const takeover = await subject.ledger.takeOver(workflow);
        expect(takeover?.pending).toEqual(ids.map((id, index) => ({ id, input: note(`n${index}`) })));
        expect(await subject.ledger.pending(workflow)).toEqual(takeover?.pending);
      });

      test('while the driver before appends without end, always sees every event that was kept', async () => {
        const workflow = await openOne();
        for (let round = 0; round < 10; round += 1) {
          const before = await driver(subject.ledger, workflow);
          const appending = (async () => {
            let kept = before.state().version;
            while ((await before.feed(note('more'))) === 'appended') kept = before.state().version;
            return kept;
          })();
          const after = await driver(subject.ledger, workflow);
          expect(await after.feed(PAUSE)).toBe('appended');
          expect(await appending).toBeLessThanOrEqual(after.state().version);
          expect(await after.feed({ kind: 'override', actor: by(ANN), change: { kind: 'resume' } })).toBe('appended');
        }
      });
    });

    describe('append', () => {
      test('a whole run folds back to the state that the driver holds', async () => {
        const workflow = await openOne();
        const drives = await driver(subject.ledger, workflow);
        await drives.feed(TOOK_OVER);
        const [approval] = openDecisions(drives.state());
        if (!approval) throw new Error('Nobody was asked.');
        await drives.feed({ kind: 'answer', decision: approval.id, option: 'approve', actor: by(ANN), text: null, supplied: null });
        while (drives.state().running.size > 0) await drives.succeedAll();
        expect(drives.state().stage).toMatchObject({ kind: 'ended', outcome: 'completed' });
        const takeover = await subject.ledger.takeOver(workflow);
        expect(replay(takeover?.recorded ?? [])).toEqual(drives.state());
      });

      test('of two at the same version one wins', async () => {
        const workflow = await openOne();
        const drives = await driver(subject.ledger, workflow);
        const rivals = Array.from({ length: 8 }, (_, index) => drives.batch(note(`n${index}`)));
        const results = await Promise.all(rivals.map((batch) => subject.ledger.append(batch)));
        expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
        const takeover = await subject.ledger.takeOver(workflow);
        expect(takeover?.recorded).toHaveLength(1 + (rivals[0]?.recorded.length ?? 0));
      });

      test('a stale epoch, version or tenant is refused and leaves nothing', async () => {
        const workflow = await openOne();
        const old = await driver(subject.ledger, workflow);
        const current = await driver(subject.ledger, workflow);
        const kept = artifact('kept nowhere');
        const input = newInput();
        await subject.inbox.deliver({ workflow, id: input, input: PAUSE, artifacts: [] });
        const batch = old.batch(PAUSE, { artifacts: [kept], applied: [{ id: input, outcome: { kind: 'accepted' } }] });
        expect(await subject.ledger.append(batch)).toEqual({ kind: 'stale' });
        expect(await subject.ledger.append({ ...batch, epoch: current.epoch, expectedVersion: 7 })).toEqual({ kind: 'stale' });
        expect(await subject.ledger.append({ ...batch, epoch: current.epoch, tenant: OTHER })).toEqual({ kind: 'stale' });
        expect(await subject.ledger.append({ ...batch, epoch: current.epoch, workflow: newWorkflow() })).toEqual({ kind: 'stale' });
        expect(await subject.artifacts.read(LOCAL, kept.ref.id)).toBeNull();
        expect(await subject.inbox.outcome(input)).toBeNull();
        expect(await current.feed(PAUSE)).toBe('appended');
      });

      test('applies inputs with their outcomes, events or not', async () => {
        const workflow = await openOne();
        const drives = await driver(subject.ledger, workflow);
        const [accepted, refused] = [newInput(), newInput()];
        await subject.inbox.deliver({ workflow, id: accepted, input: PAUSE, artifacts: [] });
        await subject.inbox.deliver({ workflow, id: refused, input: PAUSE, artifacts: [] });
        const reason = { kind: 'not-allowed' as const, policy: { who: [{ kind: 'person' as const, person: ANN }], except: null, needed: 1 } };
        expect(await drives.feed(PAUSE, { applied: [{ id: accepted, outcome: { kind: 'accepted' } }] })).toBe('appended');
        const empty = {
          ...drives.batch(note('none'), { applied: [{ id: refused, outcome: { kind: 'refused', reason } }] }),
          recorded: [],
          after: drives.state(),
        };
        expect(await subject.ledger.append(empty)).toEqual({ kind: 'appended' });
        expect(await subject.inbox.outcome(accepted)).toEqual({ kind: 'accepted' });
        expect(await subject.inbox.outcome(refused)).toEqual({ kind: 'refused', reason });
        expect(await subject.ledger.pending(workflow)).toEqual([]);
      });

      test('keeps many artifacts, and the first content of an id', async () => {
        const workflow = await openOne();
        const drives = await driver(subject.ledger, workflow);
        const three = ['one', 'two', ''].map((text) => artifact(text));
        await drives.feed(PAUSE, { artifacts: three });
        const [first] = three;
        if (!first) throw new Error('No artifact.');
        await drives.feed(note('again'), { artifacts: [{ ref: first.ref, content: new TextEncoder().encode('other') }] });
        const texts = await Promise.all(three.map(async ({ ref }) => Buffer.from((await subject.artifacts.read(LOCAL, ref.id))?.content ?? [0]).toString()));
        expect(texts).toEqual(['one', 'two', '']);
      });
    });

    describe('inbox', () => {
      test('delivers once, wakes a driver once, and keeps what was delivered first', async () => {
        const workflow = await openOne();
        const id = newInput();
        const supplied = artifact('by hand');
        expect(await subject.inbox.deliver({ workflow, id, input: PAUSE, artifacts: [supplied] })).toBe('delivered');
        expect(await subject.inbox.deliver({ workflow, id, input: note('late'), artifacts: [] })).toBe('duplicate');
        expect(await subject.ledger.pending(workflow)).toEqual([{ id, input: PAUSE }]);
        expect(woken).toEqual([workflow, workflow]);
        expect(await subject.artifacts.read(LOCAL, supplied.ref.id)).not.toBeNull();
      });

      test('an input that was applied is not delivered again', async () => {
        const workflow = await openOne();
        const drives = await driver(subject.ledger, workflow);
        const id = newInput();
        await subject.inbox.deliver({ workflow, id, input: PAUSE, artifacts: [] });
        await drives.feed(PAUSE, { applied: [{ id, outcome: { kind: 'accepted' } }] });
        expect(await subject.inbox.deliver({ workflow, id, input: PAUSE, artifacts: [] })).toBe('duplicate');
        expect(await subject.ledger.pending(workflow)).toEqual([]);
      });

      test('knows no workflow, no outcome, and no second workflow for one id', async () => {
        const [one, two] = [await openOne(), await openOne()];
        const id = newInput();
        expect(await subject.inbox.deliver({ workflow: newWorkflow(), id, input: PAUSE, artifacts: [] })).toBe('unknown-workflow');
        expect(await subject.inbox.outcome(id)).toBeNull();
        await subject.inbox.deliver({ workflow: one, id, input: PAUSE, artifacts: [] });
        await expect(subject.inbox.deliver({ workflow: two, id, input: PAUSE, artifacts: [] })).rejects.toMatchObject({ code: 'input-id-taken' });
      });

      test('a job that cannot be sent leaves no input and no artifact', async () => {
        const workflow = await openOne();
        const [id, supplied] = [newInput(), artifact('by hand')];
        wakeFails = true;
        await expect(subject.inbox.deliver({ workflow, id, input: PAUSE, artifacts: [supplied] })).rejects.toThrow();
        expect(await subject.ledger.pending(workflow)).toEqual([]);
        expect(await subject.artifacts.read(LOCAL, supplied.ref.id)).toBeNull();
      });

      test('tells which of the workflows have inputs that wait', async () => {
        const [one, two, three] = [await openOne(), await openOne(), await openOne()];
        await subject.inbox.deliver({ workflow: two, id: newInput(), input: PAUSE, artifacts: [] });
        await subject.inbox.deliver({ workflow: two, id: newInput(), input: PAUSE, artifacts: [] });
        await subject.inbox.deliver({ workflow: three, id: newInput(), input: PAUSE, artifacts: [] });
        expect(await subject.inbox.waiting([one, two])).toEqual([two]);
        expect(await subject.inbox.waiting([])).toEqual([]);
      });
    });

    describe('artifacts', () => {
      test('stay within their tenant', async () => {
        const upload = artifact('secret');
        await subject.artifacts.store(LOCAL, upload);
        expect(await subject.artifacts.read(OTHER, upload.ref.id)).toBeNull();
        await subject.artifacts.store(OTHER, { ...upload, content: new TextEncoder().encode('theirs') });
        expect(Buffer.from((await subject.artifacts.read(LOCAL, upload.ref.id))?.content ?? []).toString()).toBe('secret');
      });

      test('are named without their content, in the order asked for, as far as the tenant has them', async () => {
        const [one, two] = [artifact('one'), artifact('two')];
        for (const upload of [one, two]) await subject.artifacts.store(LOCAL, upload);
        expect(await subject.artifacts.refs(LOCAL, [two.ref.id, artifact('lost').ref.id, one.ref.id])).toEqual([two.ref, one.ref]);
        expect(await subject.artifacts.refs(OTHER, [one.ref.id])).toEqual([]);
      });

      test('carry any bytes', async () => {
        const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
        const upload = { ref: { ...artifact('x').ref, bytes: bytes.length }, content: bytes };
        await subject.artifacts.store(LOCAL, upload);
        expect(Buffer.compare(Buffer.from((await subject.artifacts.read(LOCAL, upload.ref.id))?.content ?? []), Buffer.from(bytes))).toBe(0);
      });
    });
  });
}
