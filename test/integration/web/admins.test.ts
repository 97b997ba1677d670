/** What only an admin may do is refused to everybody else by the server, at the moment of the action. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { channelId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh({ config: { admins: ['ada'] } });
});
afterAll(() => served.close());

const say = async (text: string, as: string): Promise<string> => {
  const reply = await served.post('/api/commands', { text, as });
  const { message } = (await reply.json()) as { message: { text: string } };
  return message.text;
};
const general = () => served.webDeps.settings.resolve(LOCAL_TENANT, channelId('general'));
const rows = async (): Promise<string> => JSON.stringify(await served.baton.database.sql`select * from settings`);

test.each([
  '/baton settings set workflow_budget_usd 9',
  '/baton settings set workflow_ceiling_usd 900 --channel',
  '/baton settings set approvers bea',
  '/baton settings reset workflow_budget_usd',
  '/baton settings import\n---\nworkflow_budget_usd: 9\n---\n',
  '/baton cleanup --days 1',
])('%s by somebody else changes nothing', async (text) => {
  const before = await rows();
  expect(await say(text, 'bea')).toContain('Only an admin can do that');
  expect(await say(text, 'guest')).toContain('Only an admin');
  expect(await rows()).toBe(before);
});

test('an admin changes them, within the ceilings', async () => {
  await say('/baton settings set workflow_ceiling_usd 5', 'ada');
  await say('/baton settings set workflow_budget_usd 4', 'ada');
  expect((await general()).values).toMatchObject({ workflow_budget_usd: 4, workflow_ceiling_usd: 5 });
  expect(await say('/baton settings set workflow_budget_usd 6', 'ada')).toContain('$5');
  expect((await general()).values.workflow_budget_usd).toBe(4);
});
