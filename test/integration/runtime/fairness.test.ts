/** One tenant's fifty workflows do not keep another one's single workflow waiting. */
import { expect, test } from 'vitest';
import { channelId, inputId, personId, type TenantId, tenantId, type WorkflowId } from '../../../src/engine/ids.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { Model, ModelCall } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { readWorkflow } from '../../../src/runtime/read-workflow.ts';
import { until } from '../../until.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

const LIMIT = 4;
const CROWD = 50;

/** The rehearsal model's answers at a real model's pace, and how many calls there were at most. */
function pacedModel(): { readonly model: Model; most(): number } {
  const inner = createRehearsalModel({ clock: systemClock });
  let running = 0;
  let most = 0;
  const paced = async <T>(call: () => Promise<T>): Promise<T> => {
    running += 1;
    most = Math.max(most, running);
    await systemClock.sleep(30);
    const answer = await call();
    running -= 1;
    return answer;
  };
  return {
    model: { kind: 'real', write: (call, signal) => paced(() => inner.write(call, signal)), fill: (call, signal) => paced(() => inner.fill(call, signal)) },
    most: () => most,
  };
}

async function start(baton: Assembled, tenant: TenantId, n: number, mark = ''): Promise<WorkflowId> {
  const reply = await baton.runtime.desk.command({
    ...{ tenant, actor: personId('ada'), groups: [], admin: true, input: inputId(`${tenant}-${n}`), surface: 'web', channel: channelId('general') },
    ...{ thread: null, text: `/orchestrate Compare the stores AND write the guide THEN review both ${mark}`, attachments: [] },
  });
  if (reply.kind !== 'started') throw new Error('not started');
  return reply.workflow;
}

test('a crowd and a single one', { timeout: 90_000 }, async () => {
  const { model, most } = pacedModel();
  const baton = await assembleFresh({ model, modelConcurrency: { total: LIMIT, perTenant: LIMIT / 2 }, settings: { confirm_before_execute: false } });
  try {
    const [many, one] = [tenantId('many'), tenantId('one')];
    const crowd = await Promise.all(Array.from({ length: CROWD }, (_, n) => start(baton, many, n)));
    const isOver = async (tenant: TenantId, id: WorkflowId) => (await readWorkflow(baton.database.archive, tenant, id))?.stage.kind === 'ended';
    await until(() => most() === LIMIT / 2);
    const single = await start(baton, one, 0);
    await until(() => isOver(one, single));
    const done = (await Promise.all(crowd.map((id) => isOver(many, id)))).filter(Boolean).length;
    expect(done).toBeLessThan(CROWD / 2);
    await until(async () => (await Promise.all(crowd.map((id) => isOver(many, id)))).every(Boolean));
    expect(most()).toBeGreaterThan(LIMIT / 2);
    expect(most()).toBeLessThanOrEqual(LIMIT);
  } finally {
    await baton.close();
  }
});

test('fifty runs whose calls do not end at all', { timeout: 90_000 }, async () => {
  const inner = createRehearsalModel({ clock: systemClock });
  const gate = Promise.withResolvers<void>();
  let long = 0;
  const slow = async <T>({ brief }: ModelCall, call: () => Promise<T>): Promise<T> => {
    if (brief.request.includes('LONG')) {
      long += 1;
      await gate.promise;
      long -= 1;
    }
    return await call();
  };
  const model: Model = {
    kind: 'real',
    write: (call, signal) => slow(call, () => inner.write(call, signal)),
    fill: (call, signal) => slow(call, () => inner.fill(call, signal)),
  };
  const baton = await assembleFresh({ model, modelConcurrency: { total: LIMIT, perTenant: LIMIT / 2 }, settings: { confirm_before_execute: false } });
  try {
    for (let n = 0; n < CROWD; n += 1) await start(baton, tenantId('many'), n, 'LONG');
    await until(() => long === LIMIT / 2);
    const single = await start(baton, tenantId('one'), 0);
    await until(async () => (await readWorkflow(baton.database.archive, tenantId('one'), single))?.stage.kind === 'ended');
    expect(long).toBe(LIMIT / 2);
  } finally {
    gate.resolve();
    await baton.close();
  }
});
