/**
 * Proof that the browser that comes back from Slack is the one that Baton sent there, at most ten minutes ago, for the first time:
 * `<expires>.<nonce>.<signature>`, with the nonce in a cookie of that browser too.
 */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { tenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Deliveries } from '../../../src/ports/deliveries.ts';

export interface OauthStates {
  /** `state` travels with the address, `nonce` stays in the browser. */
  begin(): { readonly state: string; readonly nonce: string };
  /** True once per state. */
  settle(state: string, nonce: string): Promise<boolean>;
}

export const STATE_LIVES_MS = 10 * 60_000;

/** Apart from what Slack delivers, so that nobody takes one up as an event. */
const SURFACE = 'slack-install';
const TENANT = tenantId('slack-install');

/** `secret`: the ENCRYPTION_KEY; the key that signs is derived from it. */
export function createOauthStates(secret: string, deliveries: Pick<Deliveries, 'take' | 'done'>, clock: Clock): OauthStates {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', 'baton slack oauth state', 32));
  const signatureOf = (signed: string) => createHmac('sha256', key).update(signed).digest();

  return {
    begin() {
      const nonce = randomBytes(18).toString('base64url');
      const signed = `${clock.now() + STATE_LIVES_MS}.${nonce}`;
      return { state: `${signed}.${signatureOf(signed).toString('base64url')}`, nonce };
    },
    async settle(state, nonce) {
      const [expires = '', signedNonce = '', signature = '', ...rest] = state.split('.');
      if (rest.length > 0 || !same(Buffer.from(signature, 'base64url'), signatureOf(`${expires}.${signedNonce}`))) return false;
      if (clock.now() > Number(expires) || !same(Buffer.from(nonce), Buffer.from(signedNonce))) return false;
      // Whichever process it comes to, it is taken once.
      const delivery = { surface: SURFACE, tenant: TENANT, id: signedNonce, body: {} };
      const taken = await deliveries.take(delivery, STATE_LIVES_MS);
      await deliveries.done(delivery);
      return taken === 'new';
    },
  };
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
