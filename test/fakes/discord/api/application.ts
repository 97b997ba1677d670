/** About the app itself: its gateway, its application. docs.discord.com/developers/resources/application */
import { applicationFlags } from '../gateway/greeting.ts';
import { userJson } from '../world/json.ts';
import type { World } from '../world/world.ts';
import * as buckets from './buckets.ts';
import { ok, type Route } from './route.ts';

const COMMON = { method: 'GET', bucket: buckets.GENERAL_READS, auth: 'bot' } as const;

export const applicationRoutes: readonly Route[] = [
  { ...COMMON, name: 'gateway', auth: 'token', path: 'gateway', run: ({ server: { world } }) => ok({ url: gatewayOf(world) }) },
  {
    ...COMMON,
    name: 'gateway.bot',
    path: 'gateway/bot',
    run: ({ server: { world } }) =>
      ok({ url: gatewayOf(world), shards: 1, session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 } }),
  },
  { ...COMMON, name: 'application.me', path: 'applications/@me', run: ({ server: { world } }) => ok(applicationJson(world)) },
  { ...COMMON, name: 'application.oauth', path: 'oauth2/applications/@me', run: ({ server: { world } }) => ok(applicationJson(world)) },
];

function gatewayOf(world: World): string {
  return `${world.origin.replace('http:', 'ws:')}/gateway`;
}

function applicationJson(world: World) {
  const user = world.users.get(world.app.id);
  return {
    id: world.app.id,
    name: world.app.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    team: null,
    owner: null,
    flags: applicationFlags(world),
    approximate_guild_count: world.guilds.size,
    ...(user && { bot: userJson(user) }),
  };
}
