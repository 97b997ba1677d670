/**
 * The gateway: apps connect, identify or resume, beat their hearts, and hear what happens. All sessions of the app hear
 * everything. docs.discord.com/developers/events/gateway; the close codes are those of topics/opcodes-and-status-codes.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Loose } from '../loose.ts';
import type { World } from '../world/world.ts';
import { type Connection, createConnection } from './connection.ts';
import { greet } from './greeting.ts';
import { memberChunks } from './member-chunks.ts';
import { type IntentName, intentsRefusal, newSession, type Session, wants } from './session.ts';

const GOODBYE_MS = 200;

export interface Gateway {
  /** To every session that asked for it (null: to all); returns how many there are. What they miss is kept for a resume. */
  dispatch(t: string, d: Loose | ((session: Session) => Loose), intent: IntentName | null): number;
  /** Whether an app is there, or was a moment ago and may come back. */
  hasSession(): boolean;
  readonly connections: readonly Connection[];
  readonly sessions: readonly Session[];
  /** The network goes, without a word. */
  drop(): void;
  /** Closes with this code. */
  closeWith(code: number): void;
  /** Discord wants the app to come again (opcode 7). */
  reconnect(): void;
  /** Opcode 9; not resumable: the session is over. */
  invalidate(resumable: boolean): void;
  /** The next so many resumes are answered with an invalid session. */
  refuseResumes(times?: number): void;
  /** The connections are there and carry nothing any more, either way. */
  freeze(): void;
  /** New connections are refused until `accept`. */
  refuseConnections(): void;
  accept(): void;
  /** The last event of this kind once more, as a new event: Discord delivers at least once. */
  again(t: string): void;
  close(): Promise<void>;
}

export function createGateway(world: World, http: HttpServer): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const connections: Connection[] = [];
  const sessions: Session[] = [];
  let refusedResumes = 0;
  let accepting = true;

  http.on('upgrade', (request: IncomingMessage, stream, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!accepting || !['/gateway', '/gateway-resume'].includes(url.pathname)) return void stream.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(socket, url));
  });

  function welcome(socket: WebSocket, url: URL) {
    const connection = createConnection(world, socket, url.pathname, { opened, spoke, closed });
    connections.push(connection);
    if (url.searchParams.get('v') !== '10') return connection.complain(4012, 'not version 10');
    if (url.searchParams.get('encoding') !== 'json' || url.searchParams.has('compress')) return connection.complain(4002, 'only plain JSON is spoken here');
    connection.hello();
  }

  /** The first word: who it is, or which session it was. */
  function opened(connection: Connection, op: number, d: Loose) {
    const token = String(d?.token ?? '').replace(/^Bot /, '');
    if (token !== world.app.token) return connection.complain(4004, 'this token is not known');
    if (op === 6) return resume(connection, d);
    const refused = intentsRefusal(d.intents, world.app);
    if (refused !== null) return connection.complain(refused, 'intents that this app may not have');
    if (!d.properties) return connection.complain(4002, 'identify without properties');
    const session = newSession(world.ids.secret('session'), d.intents);
    sessions.push(session);
    connection.session = session;
    greet(world, session, (t, body) => record(session, t, body));
  }

  function resume(connection: Connection, d: Loose) {
    const session = sessions.find((one) => one.id === d.session_id);
    if (!session || session.ended || refusedResumes > 0 || isExpired(session)) {
      if (refusedResumes > 0) refusedResumes -= 1;
      if (session) session.ended = true;
      return connection.send({ op: 9, d: false, s: null, t: null });
    }
    const last = session.log.at(-1)?.seq ?? 0;
    if (!Number.isInteger(d.seq) || d.seq > last) return connection.complain(4007, `a sequence number that was not given: ${d.seq}`);
    for (const other of connections) if (other !== connection && other.session === session) other.abandon();
    connection.session = session;
    session.closedAt = null;
    const missed = session.log.filter((event) => event.seq > d.seq);
    for (const event of missed) connection.event(event);
    record(session, 'RESUMED', {});
  }

  function spoke(connection: Connection, op: number, d: Loose) {
    if (op === 3 || op === 4) return;
    const { session } = connection;
    if (op === 8 && session) for (const chunk of memberChunks(world, d, wants(session, 'GuildMembers'))) record(session, 'GUILD_MEMBERS_CHUNK', chunk);
    else connection.complain(op === 2 || op === 6 ? 4005 : 4001, `opcode ${op} is not for now`);
  }

  function closed(connection: Connection, code: number): void {
    const { session } = connection;
    connection.session = null;
    if (!session) return;
    session.closedAt = world.time.now();
    // Who says goodbye with these has ended its session. docs: "closing with 1000 or 1001 invalidates".
    if (code === 1000 || code === 1001) session.ended = true;
  }

  function record(session: Session, t: string, d: Loose): void {
    const event = { seq: (session.log.at(-1)?.seq ?? 0) + 1, t, d };
    session.log.push(event);
    connections.find((one) => one.session === session)?.event(event);
  }

  const isExpired = (session: Session) => session.closedAt !== null && world.time.now() - session.closedAt > world.settings.sessionLivesMs;
  const alive = () => sessions.filter((session) => !session.ended && !isExpired(session));
  const open = () => connections.filter((connection) => connection.state === 'open');

  return {
    connections,
    sessions,
    dispatch(t, d, intent) {
      const to = alive().filter((session) => wants(session, intent));
      for (const session of to) record(session, t, typeof d === 'function' ? d(session) : d);
      return to.length;
    },
    hasSession: () => alive().length > 0,
    drop: () => open().forEach((connection) => void connection.cut()),
    closeWith: (code) => open().forEach((connection) => void connection.closeWith(code)),
    reconnect: () => open().forEach((connection) => void connection.send({ op: 7, d: null, s: null, t: null })),
    invalidate(resumable) {
      for (const connection of open()) {
        if (!resumable && connection.session) connection.session.ended = true;
        // Resumable: the app sends RESUME on this same connection.
        if (resumable) connection.expectResume();
        connection.send({ op: 9, d: resumable, s: null, t: null });
      }
    },
    refuseResumes(times = 1) {
      refusedResumes += times;
    },
    freeze: () => open().forEach((connection) => void connection.freeze()),
    refuseConnections() {
      accepting = false;
    },
    accept() {
      accepting = true;
    },
    again(t) {
      for (const session of alive()) {
        const last = session.log.findLast((event) => event.t === t);
        if (!last) throw new Error(`No ${t} went out.`);
        record(session, t, last.d);
      }
    },
    async close() {
      const staying = connections.filter((connection) => connection.state === 'open');
      for (const connection of staying) connection.closeWith(1001);
      await Promise.race([Promise.all(staying.map((connection) => connection.gone)), new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref())]);
      for (const connection of connections) connection.cut();
      sockets.close();
    },
  };
}
