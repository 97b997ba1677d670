/** The manifests make the app that the code expects, within Slack's limits. */
import { expect, test } from 'vitest';
import { COMMANDS, EVENTS, EVENTS_PATH, SCOPE_NAMES, SHORTCUTS } from '../../../adapters/slack/install/app-table.ts';
import { REDIRECT_PATH } from '../../../src/config/slack-config.ts';
import { type Manifest, readManifest } from './manifest-shape.ts';

const socket = readManifest('slack-manifest.yaml');
const http = readManifest('slack-manifest-http.yaml');

test.each([
  ['slack-manifest.yaml', socket],
  ['slack-manifest-http.yaml', http],
])('%s asks for exactly the scopes, events, commands and shortcuts that the code uses', (_, manifest) => {
  expect(manifest.oauth_config.scopes.bot).toEqual([...SCOPE_NAMES]);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(Object.keys(EVENTS));
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([...COMMANDS]);
  expect(manifest.features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual(Object.values(SHORTCUTS).map((id) => ['message', id]));
});

test('every event’s scope is asked for', () => {
  const missing = Object.entries(EVENTS).filter(([, scope]) => scope !== null && !SCOPE_NAMES.includes(scope));
  expect(missing).toEqual([]);
});

test('people’s mentions and links reach commands as ids', () => {
  expect(socket.features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true);
});

test('one way needs no address, and its token never expires', () => {
  expect(socket.settings).toMatchObject({ socket_mode_enabled: true, token_rotation_enabled: false, org_deploy_enabled: false });
  expect(JSON.stringify(socket)).not.toContain('https://');
});

test('the other one differs in nothing but the addresses, the way of delivery and the rotation of tokens', () => {
  expect(withoutAddresses(http)).toEqual({ ...socket, settings: { ...socket.settings, socket_mode_enabled: false, token_rotation_enabled: true } });
  const { event_subscriptions, interactivity } = http.settings;
  const deliveries = [
    event_subscriptions.request_url,
    interactivity.request_url,
    interactivity.message_menu_options_url,
    ...http.features.slash_commands.map(({ url }) => url),
  ];
  expect(new Set(deliveries)).toEqual(new Set([`https://baton.example.com${EVENTS_PATH}`]));
  expect(http.oauth_config.redirect_urls).toEqual([`https://baton.example.com${REDIRECT_PATH}`]);
});

function withoutAddresses({ features, oauth_config, settings, ...rest }: Manifest): Manifest {
  return {
    ...rest,
    features: { ...features, slash_commands: features.slash_commands.map(({ url: _, ...command }) => command) },
    oauth_config: { scopes: oauth_config.scopes },
    settings: {
      ...settings,
      event_subscriptions: { bot_events: settings.event_subscriptions.bot_events },
      interactivity: { is_enabled: settings.interactivity.is_enabled },
    },
  };
}
