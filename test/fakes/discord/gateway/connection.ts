/** One WebSocket of an app: what it says in which order, how often, and whether its heart beats. */
import type { WebSocket } from 'ws';
import type { Loose } from '../loose.ts';
import type { World } from '../world/world.ts';
import type { Event, Session } from './session.ts';

/** docs.discord.com/developers/events/gateway#rate-limiting */
const MOST_SENT = 120;
const SENT_WITHIN_MS = 60_000;
/** How long after a missed beat the connection is closed. */
const BEATS_MISSED = 2;

export interface Connection {
  /** `/gateway`, or `/gateway-resume` for who came back where it was told to. */
  readonly path: string;
  state: 'open' | 'closed';
  session: Session | null;
  /** Opcodes in the order they came. */
  readonly heard: number[];
  readonly gone: Promise<void>;
  hello(): void;
  send(payload: Loose): void;
  event(event: Event): void;
  /** Closes with a code and notes why: the app did something wrong. */
  complain(code: number, why: string): void;
  closeWith(code: number): void;
  /** Closes because the session is carried elsewhere now. */
  abandon(): void;
  expectResume(): void;
  cut(): void;
  freeze(): void;
}

interface Ears {
  opened(connection: Connection, op: number, d: Loose): void;
  spoke(connection: Connection, op: number, d: Loose): void;
  closed(connection: Connection, code: number): void;
}

export function createConnection(world: World, socket: WebSocket, path: string, ears: Ears): Connection {
  let frozen = false;
  let introduced = false;
  let sent: number[] = [];
  let lastBeat = Date.now();
  const every = world.settings.heartbeatEveryMs;
  const pulse = setInterval(() => {
    if (!frozen && Date.now() - lastBeat > BEATS_MISSED * every) connection.complain(4009, 'no heartbeat');
  }, every).unref();

  const connection: Connection = {
    path,
    state: 'open',
    session: null,
    heard: [],
    gone: new Promise((resolve) => socket.once('close', () => resolve())),
    hello: () => connection.send({ op: 10, d: { heartbeat_interval: every, _trace: ['local'] }, s: null, t: null }),
    send(payload) {
      if (!frozen && socket.readyState === socket.OPEN) socket.send(JSON.stringify(payload));
    },
    event: ({ seq, t, d }) => connection.send({ op: 0, t, s: seq, d }),
    complain(code, why) {
      world.violations.push({ kind: 'gateway', code, why });
      socket.close(code, why.slice(0, 100));
    },
    closeWith: (code) => socket.close(code),
    abandon() {
      connection.session = null;
      socket.close(4000);
    },
    expectResume() {
      introduced = false;
    },
    cut: () => socket.terminate(),
    freeze() {
      frozen = true;
    },
  };

  function hear({ op, d }: Loose) {
    connection.heard.push(op);
    if (op === 1) {
      lastBeat = Date.now();
      return connection.send({ op: 11, d: null, s: null, t: null });
    }
    const now = world.time.now();
    sent = [...sent.filter((at) => at > now - SENT_WITHIN_MS), now];
    if (sent.length > MOST_SENT) return connection.complain(4008, 'more than 120 messages a minute');
    if (introduced) return ears.spoke(connection, op, d);
    if (op !== 2 && op !== 6) return connection.complain(4003, `opcode ${op} before identifying`);
    introduced = true;
    ears.opened(connection, op, d);
  }

  socket.on('message', (data) => {
    if (frozen) return;
    if (String(data).length > 4096 && !String(data).includes('"op":2')) return connection.complain(4002, 'more than 4,096 bytes');
    let payload: Loose;
    try {
      payload = JSON.parse(String(data));
    } catch (error) {
      return connection.complain(4002, `not JSON: ${String(error)}`);
    }
    hear(payload);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', (code) => {
    clearInterval(pulse);
    connection.state = 'closed';
    ears.closed(connection, code);
  });
  return connection;
}
