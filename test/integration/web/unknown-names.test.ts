/** Personas and skills that the library does not have get into no plan: edits, overrides and branches over real HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { libraryOf } from '../../fakes/library.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
const about = (name: string) => ({ name, description: `About ${name}.`, path: `${name}.md`, capabilities: [], domain: 'all', text: `Think like ${name}.` });
const personas = ['startup-cto', 'security-expert'].map(about);
beforeAll(async () => {
  served = await serveFresh({ library: libraryOf({ personas, skills: ['seo-audit'].map(about) }) });
});
afterAll(() => served.close());

const TASK = '/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk';

async function answered(path: string, body: object) {
  const response = await served.post(path, body);
  const { error } = (await response.json()) as { error?: { code: string; message: string } };
  return [response.status, error?.code, error?.message];
}

test('before the start and after it, the closest name is offered and the plan stays as it was', async () => {
  const { id } = await planned(served, TASK);
  const edit = (persona: string | null) => answered(`/api/workflows/${id}/plan`, { edits: [{ kind: 'set-persona', workstream: '3', persona }] });
  const override = (change: object) => answered(`/api/workflows/${id}/overrides`, change);
  const before = (await served.workflow(id)).plan?.hash;
  expect(await edit('startup-cot')).toEqual([422, 'unknown-name', 'There is no persona “startup-cot”. Did you mean startup-cto?']);
  expect(await edit('wizard')).toEqual([422, 'unknown-name', 'There is no persona “wizard”. /baton personas lists what there is.']);
  const change = { kind: 'change', workstream: '3' };
  const noSkill = [422, 'unknown-name', 'There is no skill “seo-audt”. Did you mean seo-audit?'];
  expect((await override({ ...change, persona: 'wizard' })).slice(0, 2)).toEqual([422, 'unknown-name']);
  expect(await override({ ...change, skills: ['seo-audit', 'seo-audt'] })).toEqual(noSkill);
  expect((await override({ kind: 'change-phase', phase: 'p2', persona: 'wizard' })).slice(0, 2)).toEqual([422, 'unknown-name']);
  expect(await override({ kind: 'change-phase', phase: 'p2', skills: ['seo-audt'] })).toEqual(noSkill);
  expect((await served.workflow(id)).plan?.hash).toBe(before);
  expect((await edit('startup-cto'))[0]).toBe(200);
  expect((await override({ ...change, skills: ['seo-audit'] }))[0]).toBe(200);
  expect((await served.workflow(id)).plan?.workstreams[2]).toMatchObject({ persona: 'startup-cto', skills: ['seo-audit'] });
});

test('a name that the plan has already may stay, although the library lost it', async () => {
  const { id } = await planned(served, TASK);
  const edit = (workstream: string) => answered(`/api/workflows/${id}/plan`, { edits: [{ kind: 'set-persona', workstream, persona: 'security-expert' }] });
  expect((await edit('3'))[0]).toBe(200);
  const [gone] = personas.splice(1, 1);
  expect((await edit('1'))[0]).toBe(200);
  if (gone) personas.push(gone);
});

test('a branch', async () => {
  const { id, decision } = await planned(served, TASK);
  await served.post(`/api/decisions/${decision}`, { option: 'approve' });
  await served.reached(id, ({ status }) => status === 'completed');
  expect((await answered(`/api/workflows/${id}/branch`, { workstream: 3, persona: 'startup-cot' })).slice(0, 2)).toEqual([422, 'unknown-name']);
  expect((await answered(`/api/workflows/${id}/branch`, { workstream: 3, persona: 'startup-cto' }))[0]).toBe(202);
});
