/** What goes over the wire: the traps of the current models, and the cached prefix. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planDraftSchema } from '../../../src/engine/answers.ts';
import type { ModelDocument } from '../../../src/ports/model.ts';
import type { Toolbox } from '../../../src/ports/tools.ts';
import { answers, type MessagesServer, startMessagesServer, text } from '../../fakes/messages-server.ts';
import { modelCall, never } from '../../fakes/model-calls.ts';
import { API_KEY, wire } from './messages.ts';

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

const DOCUMENTS: readonly ModelDocument[] = [
  { kind: 'text', name: 'notes.md', text: 'Some notes' },
  { kind: 'image', name: 'plan.png', mediaType: 'image/png', base64: 'AAAA' },
  { kind: 'pdf', name: 'law.pdf', base64: 'BBBB' },
];

test('a call streams, says its effort, and sends nothing that the models refuse', async () => {
  server.expect(answers({ blocks: [text('<result>x</result>')], stop: 'end_turn' }));
  await wire(server.url).model.write({ ...modelCall({ effort: 'max' }), resultTag: true }, never);
  const [request] = server.requests;
  expect(request?.headers.authorization).toBe(`Bearer ${API_KEY}`);
  expect(request?.body).toMatchObject({ model: 'claude-sonnet-5-5', max_tokens: 1_000, stream: true, output_config: { effort: 'max' } });
  for (const refused of ['temperature', 'top_p', 'top_k', 'thinking', 'tools']) expect(request?.body).not.toHaveProperty(refused);
  expect(request?.body.messages.at(-1).role).toBe('user');
});

test('breakpoints stand after the system text and after the last document, and nowhere else', async () => {
  server.expect(answers({ blocks: [text('<result>x</result>')], stop: 'end_turn' }));
  await wire(server.url).model.write({ ...modelCall({ documents: DOCUMENTS, prompt: 'Do it.' }), resultTag: true }, never);
  const { system, messages } = server.requests[0]?.body ?? {};
  expect(system).toEqual([{ type: 'text', text: 'You are a worker.', cache_control: { type: 'ephemeral' } }]);
  expect(messages[0].content).toEqual([
    { type: 'document', title: 'notes.md', source: { type: 'text', media_type: 'text/plain', data: 'Some notes' } },
    { type: 'text', text: 'Image: plan.png' },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
    { type: 'document', title: 'law.pdf', source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' }, cache_control: { type: 'ephemeral' } },
    { type: 'text', text: 'Do it.' },
  ]);
});

test('siblings share every byte before their own prompt', async () => {
  server.expect(answers({ blocks: [text('<result>1</result>')], stop: 'end_turn' }), answers({ blocks: [text('<result>2</result>')], stop: 'end_turn' }));
  const { model } = wire(server.url);
  for (const prompt of ['First task', 'Second task']) await model.write({ ...modelCall({ documents: DOCUMENTS, prompt }), resultTag: true }, never);
  const [first, second] = server.requests.map(({ body }) =>
    JSON.stringify({ ...body, messages: [{ ...body.messages[0], content: body.messages[0].content.slice(0, -1) }] }),
  );
  expect(first).toBe(second);
});

test('a form goes out as a strict JSON schema', async () => {
  const plan = {
    pattern: 'fan-out',
    reason: 'r',
    workstreams: [
      {
        title: 'A',
        task: 'a',
        agent: 'explore',
        persona: null,
        skills: [],
        template: null,
        work: 'finds',
        parts: [],
        dependsOn: [],
        estimateMinutes: 3,
        deliverable: 'a.md',
        successCheck: null,
      },
    ],
  };
  server.expect(answers({ blocks: [text(JSON.stringify(plan))], stop: 'end_turn' }));
  const outcome = await wire(server.url).model.fill({ ...modelCall(), schema: planDraftSchema, schemaName: 'plan' }, never);
  expect(outcome).toMatchObject({ kind: 'ok', value: plan });
  const { format, effort } = server.requests[0]?.body.output_config ?? {};
  expect(effort).toBe('high');
  expect(format.type).toBe('json_schema');
  expect(format.schema).toMatchObject({ type: 'object', additionalProperties: false, required: ['pattern', 'reason', 'workstreams'] });
  const items = format.schema.properties.workstreams.items;
  const resolved = items.$ref ? format.schema.$defs[items.$ref.slice('#/$defs/'.length)] : items;
  expect(resolved).toMatchObject({ type: 'object', additionalProperties: false, required: expect.arrayContaining(['title', 'persona', 'successCheck']) });
  expect(Object.keys(format).toSorted()).toEqual(['schema', 'type']);
});

test('tools of tier T3 are not offered', async () => {
  server.expect(answers({ blocks: [text('<result>x</result>')], stop: 'end_turn' }));
  const inputSchema = { type: 'object', properties: {}, additionalProperties: false };
  const toolbox: Toolbox = {
    tools: [
      { name: 'read_input', tier: 'T1-read', description: 'Reads', inputSchema },
      { name: 'send_mail', tier: 'T3-outside', description: 'Sends', inputSchema },
    ],
    run: () => Promise.reject(new Error('nothing is called here')),
  };
  await wire(server.url).model.write({ ...modelCall({ tools: toolbox }), resultTag: true }, never);
  expect(server.requests[0]?.body.tools).toEqual([{ name: 'read_input', description: 'Reads', input_schema: inputSchema }]);
});
