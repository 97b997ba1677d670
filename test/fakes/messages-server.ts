/**
 * A local server that speaks the Messages API's event stream, step by step, for what aimock cannot say: cache counts,
 * cut streams, `error` events, stop details. A request without a step and a step without a request both fail on close.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MessagesServer {
  readonly url: string;
  readonly requests: readonly { readonly headers: IncomingHttpHeaders; readonly body: MessagesBody }[];
  /** Steps are used in order, one per request. */
  expect(...steps: readonly Step[]): void;
  /** Resolves once this many requests have come in. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever the SDK sent
export type MessagesBody = any;
export type Step = (response: ServerResponse, body: MessagesBody) => void;

export interface Counts {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cache_creation_input_tokens?: number;
  readonly cache_read_input_tokens?: number;
}

export async function startMessagesServer(): Promise<MessagesServer> {
  const steps: Step[] = [];
  const requests: { headers: IncomingHttpHeaders; body: MessagesBody }[] = [];
  const unexpected: string[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: MessagesBody = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      requests.push({ headers: request.headers, body });
      const step = steps.shift();
      if (step) step(response, body);
      else {
        unexpected.push(`${request.method} ${request.url}`);
        response
          .writeHead(400, { 'content-type': 'application/json' })
          .end(JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: 'unexpected request' } }));
      }
      for (const look of [...waiting]) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    expect: (...more) => void steps.push(...more),
    received: (count) =>
      new Promise((resolve) => {
        const look = () => requests.length >= count && resolve();
        waiting.push(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (unexpected.length > 0) throw new Error(`Requests without a step: ${unexpected.join(', ')}`);
      if (steps.length > 0) throw new Error(`${steps.length} steps were never used`);
    },
  };
}

export interface Answer {
  readonly blocks: readonly Block[];
  readonly stop: string | null;
  readonly usage?: Counts;
  readonly stopDetails?: unknown;
}

export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown };

export function text(words: string): Block {
  return { type: 'text', text: words };
}

/** The whole stream. */
export function answers(answer: Answer): Step {
  return (response) => {
    begin(response);
    for (const event of eventsOf(answer)) send(response, event);
    response.end();
  };
}

/** The first `count` events, then the end: cleanly, or by tearing the connection. */
export function breaksAfter(count: number, answer: Answer, how: 'ends' | 'tears'): Step {
  return (response) => {
    begin(response);
    for (const event of eventsOf(answer).slice(0, count)) send(response, event);
    // The headers and the events must have left before the connection goes.
    if (how === 'tears') response.write('', () => response.destroy());
    else response.end();
  };
}

/** The first `count` events, and then nothing more until the client goes. */
export function hangsAfter(count: number, answer: Answer): Step {
  return (response) => {
    begin(response);
    for (const event of eventsOf(answer).slice(0, count)) send(response, event);
  };
}

/** The first `count` events at once, the rest when the gate opens. */
export function pausesAfter(count: number, gate: Promise<void>, answer: Answer): Step {
  return (response) => {
    begin(response);
    for (const event of eventsOf(answer).slice(0, count)) send(response, event);
    void gate.then(() => {
      for (const event of eventsOf(answer).slice(count)) send(response, event);
      response.end();
    });
  };
}

export function breaksOff(type: string, message: string): Step {
  return (response) => {
    begin(response);
    for (const event of eventsOf({ blocks: [text('half')], stop: 'end_turn' }).slice(0, 3)) send(response, event);
    send(response, { type: 'error', error: { type, message } });
    response.end();
  };
}

export function refuses(status: number, type: string, message: string, headers: Readonly<Record<string, string>> = {}): Step {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ type: 'error', error: { type, message } }));
  };
}

type StreamEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

function eventsOf({ blocks, stop, usage = {}, stopDetails = null }: Answer): readonly StreamEvent[] {
  const { output_tokens = 7, ...prompt } = usage;
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-test',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
  };
  return [
    { type: 'message_start', message: { ...message, usage: { input_tokens: 11, ...prompt, output_tokens: 1 } } },
    ...blocks.flatMap((block, index): StreamEvent[] => [
      { type: 'content_block_start', index, content_block: opened(block) },
      { type: 'content_block_delta', index, delta: deltaOf(block) },
      { type: 'content_block_stop', index },
    ]),
    { type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null, stop_details: stopDetails }, usage: { output_tokens } },
    { type: 'message_stop' },
  ];
}

function opened(block: Block): unknown {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '' };
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: 'sig' };
    case 'tool_use':
      return { ...block, input: {} };
  }
}

function deltaOf(block: Block): unknown {
  switch (block.type) {
    case 'text':
      return { type: 'text_delta', text: block.text };
    case 'thinking':
      return { type: 'thinking_delta', thinking: block.thinking };
    case 'tool_use':
      return { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
  }
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_test' });
}

function send(response: ServerResponse, event: StreamEvent): void {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}
