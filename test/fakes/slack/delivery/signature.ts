/** How Slack signs what it sends: HMAC-SHA256 over version, time and raw body. docs.slack.dev/authentication/verifying-requests-from-slack */
import { createHmac } from 'node:crypto';

export function signed(body: string, secret: string, atSeconds: number): Record<string, string> {
  const mac = createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(atSeconds), 'x-slack-signature': `v0=${mac}` };
}
