/** A workflow that a newer release has written to can be looked at, and is left to that release. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh();
});
afterAll(() => served.close());

test('an event of a kind that this release does not know hides nothing else', async () => {
  const { id, thread } = await planned(served, '/orchestrate Compare the stores AND write the guide THEN review both');
  const before = await served.workflow(id);
  const { sql } = served.baton.database;
  await sql`insert into events (tenant, workflow, seq, v, at, body) select ${LOCAL_TENANT}, id, version + 1, 1, 1, '{"kind":"teleported"}' from workflows where id = ${id}`;
  await sql`update workflows set version = version + 1 where id = ${id}`;
  expect(await served.workflow(id)).toEqual(before);
  for (const path of [`/t/${thread}`, '/c/general', `/workflows/${id}/plan`, `/api/workflows/${id}/picture.svg`])
    expect([path, (await served.get(path)).status]).toEqual([path, 200]);
  const ledger = await (await served.get(`/workflows/${id}/ledger`)).text();
  expect(ledger).toContain('Something that only a newer release of Baton can read.');
  expect(ledger).toContain('teleported');
  const exported = (await (await served.get(`/api/workflows/${id}/export`)).json()) as { events: readonly { event: { kind: string } }[] };
  expect(exported.events.at(-1)?.event.kind).toBe('teleported');
});
