/** HTTP: signed requests to the app's public address, for events, commands and interactivity. */
import type { Loose } from '../loose.ts';
import type { World } from '../world/world.ts';
import { signed } from './signature.ts';
import { type Envelope, GRACE_MS, type Outcome, type Transport } from './transport.ts';

export interface Addresses {
  readonly events: string;
  readonly commands: string;
  readonly interactivity: string;
  /** Where lists that the app fills ask; default: as interactivity. */
  readonly options?: string;
}

export interface HttpDelivery extends Transport {
  /** Asks the app whether the address is its own, as Slack does when it is entered. */
  verifyAddress(): Promise<boolean>;
  close(): void;
}

export function createHttpDelivery(world: World, addresses: () => Addresses | null): HttpDelivery {
  const underWay = new Set<AbortController>();

  async function request(address: string, body: string, type: string, retry: Record<string, string>): Promise<Response> {
    // Signatures carry the machine's time: that is what the app compares them with.
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signed(body, world.app.signingSecret, Math.floor(Date.now() / 1000)),
      ...retry,
    };
    const abort = new AbortController();
    underWay.add(abort);
    try {
      const response = await fetch(address, { method: 'POST', headers, body, signal: abort.signal, redirect: 'error' });
      const text = await response.text();
      return new Response(text || null, { status: response.status === 204 ? 200 : response.status, headers: response.headers });
    } finally {
      underWay.delete(abort);
    }
  }

  return {
    send(envelope, deadlineMs) {
      const since = world.time.now();
      const to = addresses();
      if (!to) return Promise.resolve({ kind: 'failed', why: 'no_connection' });
      const { address, body, type } = shaped(envelope, to);
      const retry: Record<string, string> =
        envelope.retry > 0 ? { 'x-slack-retry-num': String(envelope.retry), 'x-slack-retry-reason': envelope.retryReason ?? 'http_error' } : {};
      return new Promise((resolve) => {
        let settled = false;
        const settle = (outcome: Outcome) => {
          if (settled) return envelope.late(world.time.now() - since);
          settled = true;
          cancel();
          resolve(outcome);
        };
        const cancel = world.time.after(deadlineMs, () => settle({ kind: 'failed', why: 'http_timeout' }), GRACE_MS);
        request(address, body, type, retry)
          .then(async (response) => {
            const noRetry = response.headers.get('x-slack-no-retry') === '1';
            if (response.status !== 200) return settle({ kind: 'failed', why: 'http_error', noRetry });
            settle({ kind: 'acked', afterMs: world.time.now() - since, response: read(await response.text(), envelope), by: address, noRetry });
          })
          .catch(() => settle({ kind: 'failed', why: 'connection_failed' }));
      });
    },
    async verifyAddress() {
      const to = addresses();
      if (!to) throw new Error('Say with deliversTo where the app is.');
      const challenge = world.ids.of('challenge');
      const body = JSON.stringify({ token: world.app.verificationToken, challenge, type: 'url_verification' });
      const response = await request(to.events, body, 'application/json', {}).catch(() => null);
      if (response?.status !== 200) return false;
      const text = await response.text();
      return text === challenge || (text.startsWith('{') && JSON.parse(text).challenge === challenge);
    },
    close() {
      for (const abort of underWay) abort.abort();
    },
  };
}

function shaped({ kind, payload }: Envelope, addresses: Addresses): { address: string; body: string; type: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'events_api':
      return { address: addresses.events, body: JSON.stringify(payload), type: 'application/json' };
    case 'slash_commands':
      return { address: addresses.commands, body: new URLSearchParams(payload).toString(), type: form };
    case 'interactive':
      return {
        address: payload.type === 'block_suggestion' ? (addresses.options ?? addresses.interactivity) : addresses.interactivity,
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        type: form,
      };
    default:
      throw new Error(`unknown: ${kind satisfies never}`);
  }
}

/** A command may be answered with plain text. */
function read(text: string, envelope: Envelope): Loose {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    if (envelope.kind === 'interactive') envelope.bad('the answer is not JSON');
    return envelope.kind === 'slash_commands' ? { text } : {};
  }
}
