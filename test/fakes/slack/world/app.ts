/** The app as its settings at Slack have it: what it may hear, which commands and scopes it asks for. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Loose } from '../loose.ts';

export interface App {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly appToken: string;
  readonly botName: string;
  readonly scopes: readonly string[];
  readonly events: ReadonlySet<string>;
  readonly commands: ReadonlyMap<string, { readonly shouldEscape: boolean }>;
  readonly shortcuts: readonly { readonly type: 'message' | 'global'; readonly callbackId: string; readonly name: string }[];
  readonly tokenRotation: boolean;
}

/** Made from Baton's own manifest: what that does not ask for, Slack does not give. */
export function appOfManifest(manifest: Loose = parse(readFileSync(new URL('../../../../slack-manifest.yaml', import.meta.url), 'utf8'))): App {
  const { features, oauth_config: oauth, settings } = manifest;
  return {
    id: 'A0BATON0001',
    clientId: '1000000000001.2000000000002',
    clientSecret: 'test-client-secret-of-the-local-server',
    signingSecret: 'test-signing-secret-of-the-local-server',
    verificationToken: 'test-verification-token',
    appToken: 'xapp-1-A0BATON0001-local',
    botName: features.bot_user.display_name,
    scopes: oauth.scopes.bot,
    events: new Set(settings.event_subscriptions?.bot_events ?? []),
    commands: new Map((features.slash_commands ?? []).map((one: Loose) => [one.command, { shouldEscape: one.should_escape === true }])),
    shortcuts: (features.shortcuts ?? []).map((one: Loose) => ({ type: one.type, callbackId: one.callback_id, name: one.name })),
    tokenRotation: settings.token_rotation_enabled === true,
  };
}
