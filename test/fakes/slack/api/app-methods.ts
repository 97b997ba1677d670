/** Methods that need no bot token: opening a socket with the app's token, and OAuth with the client's secret. */
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import { grant, install } from '../world/install.ts';
import type { Workspace } from '../world/workspace.ts';
import { Refusal } from './refusal.ts';

/** docs.slack.dev/authentication/installing-with-oauth: a code is good for ten minutes. */
const CODE_LASTS_MS = 600_000;

export const appMethods: Readonly<Record<string, (server: Server, args: Loose, token: string | null) => Record<string, Loose>>> = {
  'apps.connections.open'(server, _args, token) {
    if (token === null) throw new Refusal('not_authed');
    const known = server.world.tokens.get(token);
    if (!known) throw new Refusal('invalid_auth');
    if (known.kind !== 'app') throw new Refusal('not_allowed_token_type');
    if (known.state !== 'active') throw new Refusal('token_revoked');
    return { url: server.sockets.open() };
  },

  'oauth.v2.access'(server, args, token) {
    const { world } = server;
    checkClient(server, args, token);
    if (args.grant_type === 'refresh_token') return refreshed(server, String(args.refresh_token ?? ''));
    const code = world.codes.get(String(args.code ?? ''));
    if (!code) throw new Refusal('invalid_code');
    world.codes.delete(String(args.code));
    if (world.time.now() - code.at > CODE_LASTS_MS) throw new Refusal('code_expired');
    if ((args.redirect_uri ?? code.redirectUri) !== code.redirectUri) throw new Refusal('bad_redirect_uri');
    const workspace = workspaceOf(server, code.team);
    const granted = install(world, workspace, code.scopes);
    return { ...tokenJson(server, workspace, granted), authed_user: { id: code.user } };
  },
};

function refreshed(server: Server, refreshToken: string): Record<string, Loose> {
  const known = server.world.refreshTokens.get(refreshToken);
  // A refresh token works once; who rotates in two processes at once has lost one of them.
  if (!known || known.used) throw new Refusal('invalid_refresh_token');
  known.used = true;
  const workspace = workspaceOf(server, known.team);
  if (!workspace.installed) throw new Refusal('account_inactive');
  return tokenJson(server, workspace, grant(server.world, workspace));
}

function tokenJson(server: Server, workspace: Workspace, { token, refreshToken, expiresIn }: ReturnType<typeof grant>): Record<string, Loose> {
  return {
    access_token: token,
    token_type: 'bot',
    scope: [...(workspace.installed?.scopes ?? [])].join(','),
    bot_user_id: workspace.installed?.botUserId,
    app_id: server.world.app.id,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
    ...(refreshToken !== null && { refresh_token: refreshToken, expires_in: expiresIn }),
  };
}

/** The client's id and secret, in the form or as Basic authorization. */
function checkClient({ world }: Server, args: Loose, basic: string | null): void {
  const [id, secret] = basic?.startsWith('basic:')
    ? Buffer.from(basic.slice('basic:'.length), 'base64').toString('utf8').split(':')
    : [args.client_id, args.client_secret];
  if (id !== world.app.clientId) throw new Refusal('invalid_client_id');
  if (secret !== world.app.clientSecret) throw new Refusal('bad_client_secret');
}

function workspaceOf({ world }: Server, team: string): Workspace {
  const workspace = world.workspaces.get(team);
  if (!workspace) throw new Refusal('team_not_found');
  return workspace;
}
