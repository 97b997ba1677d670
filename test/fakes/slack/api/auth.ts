/** Who the token speaks for, and taking it back. */
import { endTokens } from '../world/install.ts';
import type { Methods } from './method.ts';
import { truthy } from './request.ts';

export const authMethods: Methods = {
  'auth.test': {
    tier: 'free',
    scopes: [],
    run: ({ workspace, installed, server }) => ({
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: server.world.app.botName,
      team_id: workspace.id,
      user_id: installed.botUserId,
      bot_id: installed.botId,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': {
    tier: 3,
    scopes: [],
    run({ server, workspace, installed, args }) {
      if (truthy(args.test)) return { revoked: false };
      endTokens(server.world, workspace, 'revoked');
      void server.deliver.event(workspace, { type: 'tokens_revoked', tokens: { bot: [installed.botUserId] } }, installed.botUserId);
      return { revoked: true };
    },
  },
  'team.info': {
    tier: 3,
    scopes: ['team:read'],
    run: ({ workspace }) => ({ team: { id: workspace.id, name: workspace.name, domain: workspace.domain, email_domain: '', icon: {} } }),
  },
  'bots.info': {
    tier: 3,
    scopes: ['users:read'],
    run: ({ server, installed }) => ({
      bot: { id: installed.botId, deleted: false, name: server.world.app.botName, app_id: server.world.app.id, user_id: installed.botUserId },
    }),
  },
};
