/** Whether Discord's gateway can be reached from here: as far as its first word, which costs none of a day's sessions. */
import { z } from 'zod';
import type { DiscordFinding } from '../../src/cards/doctor-discord-words.ts';
import { reasonOf } from './ask.ts';
import type { AskDiscord } from './ask-discord.ts';

const gatewayShape = z.object({ url: z.string(), session_start_limit: z.object({ remaining: z.number() }) });
const HELLO = z.object({ op: z.literal(10) });
const PATIENCE_MS = 10_000;

export async function* checkDiscordGateway(asks: AskDiscord): AsyncGenerator<DiscordFinding> {
  const asked = await asks('/gateway/bot');
  const read = asked.kind === 'answered' ? gatewayShape.safeParse(asked.value).data : undefined;
  if (!read) {
    yield { kind: 'gateway-away', address: 'Discord', reason: asked.kind === 'away' ? asked.reason : `HTTP ${asked.status}` };
    return;
  }
  const address = new URL(read.url);
  address.search = 'v=10&encoding=json';
  const reason = await firstWord(address);
  const remaining = read.session_start_limit.remaining;
  if (reason !== null) yield { kind: 'gateway-away', address: read.url, reason };
  else yield remaining > 0 ? { kind: 'gateway-fine', remaining } : { kind: 'gateway-spent' };
}

/** Null: it greets as it should. */
async function firstWord(address: URL): Promise<string | null> {
  const socket = new WebSocket(address);
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const timer = setTimeout(() => resolve('no answer in time'), PATIENCE_MS);
  socket.addEventListener('message', ({ data }) => resolve(isHello(data) ? null : 'an answer that is not Discord’s'));
  socket.addEventListener('error', (event) => resolve('error' in event ? reasonOf(event.error) : 'no answer'));
  socket.addEventListener('close', () => resolve('it was closed at once'));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    socket.close(1_000);
  }
}

function isHello(data: unknown): boolean {
  try {
    return HELLO.safeParse(JSON.parse(String(data))).success;
  } catch {
    return false;
  }
}
