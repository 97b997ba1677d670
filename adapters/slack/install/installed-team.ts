/** An installation as it is kept: its tokens sealed, and beside them what is not secret. */
import { z } from 'zod';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Installation } from '../../../src/ports/installations.ts';
import { SLACK_SURFACE } from '../deps.ts';
import type { Seal } from './sealed.ts';
import type { Granted } from './slack-auth.ts';

export interface InstalledTeam {
  readonly tenant: TenantId;
  readonly tokens: SealedTokens;
  readonly about: AboutTeam;
}

export type SealedTokens = z.infer<typeof tokensShape>;
export type AboutTeam = z.infer<typeof aboutShape>;

const tokensShape = z.object({
  botToken: z.string(),
  /** Null: the token never expires. */
  refresh: z.object({ token: z.string(), expiresAt: z.number() }).nullable(),
});

/** Other parts of the adapter keep what they learn of a workspace beside it. */
const aboutShape = z.looseObject({
  v: z.literal(1),
  teamName: z.string(),
  botUserId: z.string(),
  botId: z.string().nullable(),
  scopes: z.array(z.string()),
  installedBy: z.string().nullable(),
});

/** Null: its token is in the environment of another time, not here. @throws BatonError as `Seal.open` */
export function readInstalled({ tenant, secret, about }: Installation, seal: Seal): InstalledTeam | null {
  if (secret === NO_SECRET) return null;
  return { tenant, tokens: tokensShape.parse(JSON.parse(seal.open(secret, placeOf(tenant)))), about: aboutShape.parse(about) };
}

/** Of the workspace whose token is in the environment. */
export const NO_SECRET = '';

export function installationOf({ tenant, tokens, about }: InstalledTeam, seal: Seal): Installation {
  return { surface: SLACK_SURFACE, tenant, secret: seal.seal(JSON.stringify(tokens), placeOf(tenant)), about };
}

/** Epoch milliseconds. */
export function tokensOf({ botToken, refreshToken, expiresInS }: Granted, now: number): SealedTokens {
  return { botToken, refresh: refreshToken === null || expiresInS === null ? null : { token: refreshToken, expiresAt: now + expiresInS * 1_000 } };
}

export function aboutOf(granted: Granted, bot: { readonly userId: string; readonly id: string | null }): AboutTeam {
  return { v: 1, teamName: granted.teamName, botUserId: bot.userId, botId: bot.id, scopes: [...granted.scopes], installedBy: granted.installedBy };
}

function placeOf(tenant: TenantId): string {
  return `${SLACK_SURFACE} ${tenant}`;
}
