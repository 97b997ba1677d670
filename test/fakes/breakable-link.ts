/** A TCP link to a server that tests can cut: connections drop, and new ones are refused until it is mended. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface BreakableLink {
  /** The database's address through the link. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** From now on each new connection breaks at this answer of the server, which is not passed on; null for never. */
  breakAt(answer: number | null): void;
  close(): Promise<void>;
}

export async function breakableLink(to: string): Promise<BreakableLink> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let last: number | null = null;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A cut link breaks both ends; the test looks at what the client makes of it.
    socket.on('error', () => socket.destroy());
  };
  const listenOn = async (port: number): Promise<Server> => {
    const server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      keep(near);
      keep(far);
      const fatal = last;
      let answers = 0;
      near.pipe(far);
      far.on('data', (answer) => {
        answers += 1;
        if (answers === fatal) near.resetAndDestroy();
        else near.write(answer);
      });
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server: Server | null = await listenOn(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const cut = async () => {
    const closing = server;
    server = null;
    if (!closing) return;
    const closed = once(closing, 'close');
    closing.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: url.href,
    cut,
    async mend() {
      server ??= await listenOn(port);
    },
    breakAt(answer) {
      last = answer;
    },
    close: cut,
  };
}
