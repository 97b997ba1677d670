/** Whether what Slack delivers over HTTP would arrive: by the question that Slack itself asks of an address, signed as it signs. */
import { createHmac } from 'node:crypto';
import { EVENTS_PATH } from '../../adapters/slack/install/app-table.ts';
import type { Finding } from '../../src/cards/doctor-words.ts';
import type { Config } from '../../src/config/index.ts';
import type { SlackInstall } from '../../src/config/slack-config.ts';
import { ask } from './ask.ts';

export async function* checkDeliveries(signingSecret: string, install: SlackInstall, { publicUrl }: Config): AsyncGenerator<Finding> {
  const base = install.kind === 'many' ? install.redirectUrl : publicUrl;
  if (base === null) {
    yield { kind: 'deliveries-unknown' };
    return;
  }
  const address = new URL(EVENTS_PATH, base).href;
  const challenge = 'is-this-baton';
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const asked = await ask(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` },
    body,
  });
  if (asked.kind === 'away') yield { kind: 'deliveries-away', address, reason: asked.reason };
  else if (asked.status === 200 && asked.text.includes(challenge)) yield { kind: 'deliveries-fine', address };
  else if (asked.status === 401) yield { kind: 'deliveries-refused', address };
  else yield { kind: 'deliveries-elsewhere', address, status: asked.status };
}
