/**
 * Tokens of the workspaces that have installed Baton, from the database and for a while from memory. One that is about to expire is
 * rotated while it still works, by one process; who needs a token waits for that only when the old one is over.
 */
import type { Logger } from 'pino';
import type { TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { type InstalledTeam, installationOf, NO_SECRET, readInstalled, tokensOf } from './installed-team.ts';
import type { Seal } from './sealed.ts';
import type { AppSecret, SlackAuth } from './slack-auth.ts';
import { isTakenBack } from './taken-back.ts';
import type { TeamToken, Tokens } from './tokens.ts';

export interface ManyWorkspacesDeps {
  readonly app: AppSecret;
  readonly installations: Installations;
  readonly seal: Seal;
  readonly auth: SlackAuth;
  readonly clock: Clock;
  readonly log: Logger;
  /** What must never reach a log. Gives back how to forget it, for a token that is worth nothing any more. */
  readonly hide: Hide;
}

/** Of the 12 hours that a token lives (docs.slack.dev, "using token rotation"): time enough for Slack to be away for a while. */
const ROTATE_BEFORE_MS = 2 * 60 * 60 * 1_000;
/** A token that ends within this time may be over before the call arrives. */
const TOO_LATE_MS = 60_000;
/** How long another process's rotation or a new installation may stay unseen here. */
const REMEMBERED_MS = 10 * 60_000;
/** After a rotation that failed while the old token still works. */
const TRY_AGAIN_MS = 5 * 60_000;

export type Hide = (secret: string) => () => void;

interface Remembered {
  readonly team: InstalledTeam;
  readonly readAt: number;
}

export function createManyWorkspaces(deps: ManyWorkspacesDeps): Tokens {
  const { installations, seal, auth, clock, log, hide } = deps;
  const remembered = new Map<TenantId, Remembered>();
  const rotating = new Map<TenantId, Promise<InstalledTeam | null>>();
  const failedAt = new Map<TenantId, number>();
  /** Refresh tokens that Slack will not take: it is not asked again until there is another. */
  const dead = new Set<string>();
  /** Newest first. */
  const concealed = new Map<TenantId, readonly { readonly botToken: string; readonly forget: readonly (() => void)[] }[]>();

  async function read(tenant: TenantId): Promise<InstalledTeam | null> {
    const known = remembered.get(tenant);
    if (known && clock.now() - known.readAt < REMEMBERED_MS) return known.team;
    const kept = await installations.find(SLACK_SURFACE, tenant);
    return remember(tenant, kept && readInstalled(kept, seal));
  }

  function remember(tenant: TenantId, team: InstalledTeam | null): InstalledTeam | null {
    if (team === null) remembered.delete(tenant);
    else {
      conceal(team);
      remembered.set(tenant, { team, readAt: clock.now() });
    }
    return team;
  }

  /** The tokens of now and those before them, which still work for a while; older ones would only make every line of the log dearer. */
  function conceal({ tenant, tokens: { botToken, refresh } }: InstalledTeam): void {
    const known = concealed.get(tenant) ?? [];
    if (known[0]?.botToken === botToken) return;
    const forget = [botToken, ...(refresh ? [refresh.token] : [])].map(hide);
    const [, ...older] = known;
    for (const one of older) for (const drop of one.forget) drop();
    concealed.set(tenant, [{ botToken, forget }, ...known.slice(0, 1)]);
  }

  /** One rotation per workspace and process; across processes the row is the lock, and the second one finds it done. */
  function rotate(tenant: TenantId): Promise<InstalledTeam | null> {
    const running = rotating.get(tenant);
    if (running) return running;
    const started = rotateOnce(tenant, dead, deps)
      .then((team) => remember(tenant, team))
      .catch((error: unknown) => {
        failedAt.set(tenant, clock.now());
        throw error;
      })
      .finally(() => rotating.delete(tenant));
    rotating.set(tenant, started);
    return started;
  }

  async function usable(tenant: TenantId): Promise<InstalledTeam | null> {
    const team = await read(tenant);
    const left = leftOf(team, clock);
    if (left > ROTATE_BEFORE_MS) return team;
    if (left <= TOO_LATE_MS) {
      const rotated = await rotate(tenant);
      return leftOf(rotated, clock) > 0 ? rotated : null;
    }
    if (clock.now() - (failedAt.get(tenant) ?? Number.NEGATIVE_INFINITY) > TRY_AGAIN_MS)
      rotate(tenant).catch((error: unknown) =>
        log.warn({ err: error, tenant }, 'a token could not be rotated; the old one still works, and it is tried again'),
      );
    return team;
  }

  return {
    async forTeam(tenant) {
      const team = await usable(tenant);
      return team && tokenOf(team);
    },
    teams: async () => (await installations.all(SLACK_SURFACE)).filter(({ secret }) => secret !== NO_SECRET).map(({ tenant }) => tenant),
    refused(tenant, botToken) {
      // A token that was replaced meanwhile says nothing of the one that is known now.
      if (remembered.get(tenant)?.team.tokens.botToken === botToken) remembered.delete(tenant);
    },
    async removed(tenant) {
      // As it is kept now, not as it was when the news was sent.
      remembered.delete(tenant);
      const team = await usable(tenant);
      if (team && !(await isTakenBack(team.tokens.botToken, tenant, auth))) return 'still-there';
      await installations.remove(SLACK_SURFACE, tenant);
      remembered.delete(tenant);
      return 'removed';
    },
  };
}

/** Null: not installed any more. What Slack refuses leaves the installation as it is: the token may still work for a while. */
async function rotateOnce(
  tenant: TenantId,
  dead: Set<string>,
  { app, installations, seal, auth, clock, log }: ManyWorkspacesDeps,
): Promise<InstalledTeam | null> {
  const kept = await installations.change(SLACK_SURFACE, tenant, async (now) => {
    const team = readInstalled(now, seal);
    const refresh = team?.tokens.refresh;
    if (!team || !refresh || dead.has(refresh.token) || leftOf(team, clock) > ROTATE_BEFORE_MS) return null;
    const answer = await auth.refresh(app, refresh.token);
    if (answer.kind === 'refused') {
      dead.add(refresh.token);
      log.error({ tenant, refused: answer.error }, 'Slack refuses to rotate the token of this workspace: Baton has to be installed there anew');
      return null;
    }
    return installationOf({ ...team, tokens: tokensOf(answer.value, clock.now()) }, seal);
  });
  return kept && readInstalled(kept, seal);
}

function leftOf(team: InstalledTeam | null, clock: Clock): number {
  const refresh = team?.tokens.refresh;
  return refresh ? refresh.expiresAt - clock.now() : Number.POSITIVE_INFINITY;
}

function tokenOf({ tenant, tokens: { botToken }, about: { teamName, botUserId, botId, scopes } }: InstalledTeam): TeamToken {
  return { tenant, teamName, botToken, botUserId, botId, scopes };
}
