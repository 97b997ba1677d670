/**
 * Socket Mode: the app opens WebSockets, one or several from one or several processes; each envelope goes to one of
 * them and is acknowledged there. Source: docs.slack.dev/apis/events-api/using-socket-mode.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Loose } from '../loose.ts';
import type { World } from '../world/world.ts';
import { type Envelope, GRACE_MS, type Outcome, type Transport } from './transport.ts';

/** An app may hold so many connections at once. */
const MOST_CONNECTIONS = 10;
const GOODBYE_MS = 200;
const PING_EVERY_MS = 1000;

export interface Sockets extends Transport {
  /** The address for a new connection, as apps.connections.open gives it. */
  open(): string;
  readonly connections: readonly Connection[];
  /** Slack wants the app to come again: says so and takes no more envelopes there; closes those that stay. */
  refresh(connection?: Connection): void;
  /** The network goes, without a word. */
  cut(connection?: Connection): void;
  /** The network is there and carries nothing any more, either way; Slack does not notice. */
  freeze(connection?: Connection): void;
  close(): Promise<void>;
}

export interface Connection {
  readonly id: string;
  /** Envelopes that went there. */
  sent: number;
  acked: number;
  state: 'open' | 'draining' | 'closed';
  frozen: boolean;
}

interface Held extends Connection {
  readonly socket: WebSocket;
  readonly waiting: Map<string, Waiting>;
}

interface Waiting {
  readonly envelope: Envelope;
  readonly since: number;
  readonly settle: (outcome: Outcome) => void;
  settled: boolean;
  acked: boolean;
}

export function createSockets(world: World, http: HttpServer): Sockets {
  const sockets = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Set<string>();
  const held: Held[] = [];
  let turn = 0;

  http.on('upgrade', (request: IncomingMessage, stream, head) => {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    // An address is good for one connection.
    if (!tickets.delete(ticket)) return void stream.end('HTTP/1.1 404 Not Found\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(socket));
  });

  function welcome(socket: WebSocket): void {
    const connection: Held = { id: world.ids.of('Sock'), socket, waiting: new Map(), sent: 0, acked: 0, state: 'open', frozen: false };
    held.push(connection);
    socket.on('message', (data) => {
      if (!connection.frozen) acknowledged(connection, String(data));
    });
    socket.on('ping', (data) => {
      if (!connection.frozen) socket.pong(data);
    });
    socket.on('close', () => closed(connection));
    socket.on('error', () => closed(connection));
    // The client waits for pings, and gives the connection up without them.
    const ping = setInterval(() => {
      if (!connection.frozen) socket.ping('from the server');
    }, PING_EVERY_MS);
    socket.on('close', () => clearInterval(ping));
    const open = held.filter((one) => one.state === 'open');
    const debug = { host: 'applink-local', build_number: 1, approximate_connection_time: 18_060 };
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.length, debug_info: debug, connection_info: { app_id: world.app.id } }));
    if (open.length > MOST_CONNECTIONS) {
      connection.state = 'draining';
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: { host: 'applink-local' } }));
    }
  }

  function acknowledged(connection: Held, text: string): void {
    const ack: Loose = JSON.parse(text);
    const waiting = connection.waiting.get(ack.envelope_id);
    if (!waiting) return;
    const afterMs = world.time.now() - waiting.since;
    const again = waiting.acked;
    waiting.acked = true;
    if (again) waiting.envelope.bad('acknowledged twice');
    else if (waiting.settled) waiting.envelope.late(afterMs);
    else {
      connection.acked += 1;
      waiting.settle({ kind: 'acked', afterMs, response: ack.payload ?? {}, by: connection.id });
    }
  }

  function closed(connection: Held): void {
    connection.state = 'closed';
    for (const waiting of connection.waiting.values()) waiting.settle({ kind: 'failed', why: 'connection_failed' });
  }

  function chosen(): Held | undefined {
    const open = held.filter((one) => one.state === 'open' && one.socket.readyState === one.socket.OPEN);
    turn += 1;
    return open[turn % Math.max(1, open.length)];
  }

  const these = (connection?: Connection) => held.filter((one) => one.state === 'open' && (connection === undefined || one === connection));

  return {
    connections: held,
    open() {
      const ticket = world.ids.of('ticket');
      tickets.add(ticket);
      return `${world.origin.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${world.app.id}`;
    },
    send(envelope, deadlineMs) {
      const connection = chosen();
      if (!connection) return Promise.resolve({ kind: 'failed', why: 'no_connection' });
      connection.sent += 1;
      return new Promise((resolve) => {
        const waiting: Waiting = { envelope, since: world.time.now(), settled: false, acked: false, settle };
        const cancel = world.time.after(deadlineMs, () => settle({ kind: 'failed', why: 'http_timeout' }), GRACE_MS);
        function settle(outcome: Outcome): void {
          if (waiting.settled) return;
          waiting.settled = true;
          cancel();
          resolve(outcome);
        }
        connection.waiting.set(envelope.id, waiting);
        const retry = envelope.retry > 0 || envelope.kind === 'events_api' ? { retry_attempt: envelope.retry, retry_reason: envelope.retryReason ?? '' } : {};
        if (connection.frozen) return;
        connection.socket.send(
          JSON.stringify({
            envelope_id: envelope.id,
            payload: envelope.payload,
            type: envelope.kind,
            accepts_response_payload: envelope.kind !== 'events_api',
            ...retry,
          }),
        );
      });
    },
    refresh(connection) {
      for (const one of these(connection)) {
        one.state = 'draining';
        one.socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'applink-local' } }));
      }
    },
    freeze(connection) {
      for (const one of these(connection)) one.frozen = true;
    },
    cut(connection) {
      for (const one of these(connection)) one.socket.terminate();
    },
    async close() {
      const open = held.filter((one) => one.state !== 'closed');
      const gone = open.map((one) => new Promise<void>((resolve) => one.socket.once('close', () => resolve())));
      for (const one of open) one.socket.close(1001);
      // A client that is busy or dead does not answer.
      await Promise.race([Promise.all(gone), new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref())]);
      for (const one of held) one.socket.terminate();
      sockets.close();
    },
  };
}
