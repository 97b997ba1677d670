/** A request in a thread that has a history: what was said before is read along, and never the instruction. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../until.ts';
import { planned, type Served, serveFresh } from './served.ts';

let served: Served;
beforeAll(async () => {
  served = await serveFresh();
});
afterAll(() => served.close());

interface MessageJson {
  readonly workflow: string | null;
  readonly kind: string;
  readonly text: string;
}

const threadMessages = async (thread: string): Promise<readonly MessageJson[]> =>
  ((await (await served.get(`/api/threads/${thread}/messages`)).json()) as { messages: MessageJson[] }).messages;

test('what was said in a thread before is background to the next request, with who said it', async () => {
  const first = await served.post('/api/commands', { text: 'What is a ledger?', as: 'ada' });
  const { workflow, thread } = (await first.json()) as { workflow: string; thread: string };
  await served.reached(workflow, ({ status }) => status === 'completed');
  await until(async () => (await threadMessages(thread)).find(({ kind }) => kind === 'answer') ?? null);
  const { id } = await planned(served, '/orchestrate Compare two of them AND write a guide', 'bea', thread);
  const [card] = (await threadMessages(thread)).filter(({ workflow: of, kind }) => of === id && kind === 'plan');
  expect(card?.text).toContain('this message is the instruction; 2 earlier messages of the thread are background');
  const { inputs } = await served.workflow(id);
  const [file] = inputs.filter(({ name }) => name === 'thread-so-far.md');
  const text = await (await served.get(`/api/artifacts/${file?.id}`)).text();
  expect(text).toMatch(/^### @ada, .*\n\nWhat is a ledger\?\n\n### Baton, /u);
  expect(text).not.toContain('Compare two of them');
});
