/** Baton comes into a workspace, or leaves it: its bot user, its token, and what becomes of old tokens. */

import type { Install, Workspace } from './workspace.ts';
import type { World } from './world.ts';

/** 12 hours, as documented for rotating tokens. */
const ROTATES_AFTER_MS = 12 * 3_600_000;

export interface Granted {
  readonly token: string;
  readonly refreshToken: string | null;
  readonly expiresIn: number | null;
}

/** Installing again keeps the bot user and its channels. */
export function install(world: World, workspace: Workspace, scopes: readonly string[], token?: string): Granted {
  const before = workspace.installed ?? botOf(workspace);
  const installed: Install = before ?? { botUserId: world.ids.of('U'), botId: world.ids.of('B'), scopes: new Set() };
  installed.scopes.clear();
  for (const scope of scopes) installed.scopes.add(scope);
  workspace.installed = installed;
  const { botUserId } = installed;
  workspace.people.set(botUserId, { id: botUserId, name: world.app.botName, realName: 'Baton', kind: 'bot', teamId: workspace.id, tz: 'UTC' });
  bots.set(workspace, installed);
  return grant(world, workspace, token);
}

/** A new token; with rotation it ends, and comes with a refresh token. */
export function grant(world: World, workspace: Workspace, token = `xoxb-${workspace.id}-${world.ids.of('K')}`): Granted {
  const rotates = world.app.tokenRotation;
  const name = rotates ? token.replace('xoxb-', 'xoxe.xoxb-1-') : token;
  world.tokens.set(name, { kind: 'bot', team: workspace.id, state: 'active', expiresAt: rotates ? world.time.now() + ROTATES_AFTER_MS : null });
  if (!rotates) return { token: name, refreshToken: null, expiresIn: null };
  const refreshToken = `xoxe-1-${workspace.id}-${world.ids.of('R')}`;
  world.refreshTokens.set(refreshToken, { team: workspace.id, used: false });
  return { token: name, refreshToken, expiresIn: ROTATES_AFTER_MS / 1000 };
}

/** `revoked`: somebody took the token back. `inactive`: the app was removed, its bot user is gone. */
export function endTokens(world: World, workspace: Workspace, state: 'revoked' | 'inactive'): void {
  for (const token of world.tokens.values()) if (token.team === workspace.id && token.state === 'active') token.state = state;
}

/** The bot user of a workspace that Baton has left, for when it comes back. */
const bots = new WeakMap<Workspace, Install>();

function botOf(workspace: Workspace): Install | null {
  return bots.get(workspace) ?? null;
}
