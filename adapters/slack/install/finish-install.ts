/** What a code from Slack comes to: an installation that is kept, or a permission that is given back. */
import type { Logger } from 'pino';
import type { ManyWorkspaces } from '../../../src/config/slack-config.ts';
import { type TenantId, tenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { aboutOf, installationOf, tokensOf } from './installed-team.ts';
import type { Hide } from './many-workspaces.ts';
import type { Seal } from './sealed.ts';
import type { SlackAuth } from './slack-auth.ts';

export interface FinishInstallDeps {
  readonly config: Pick<ManyWorkspaces, 'clientId' | 'clientSecret' | 'redirectUrl' | 'teams'>;
  readonly auth: SlackAuth;
  readonly installations: Installations;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly hide: Hide;
  /** Work that waited for it can go on. */
  readonly installed: (tenant: TenantId) => Promise<void>;
}

export type FinishedInstall =
  | { readonly kind: 'installed'; readonly teamName: string }
  /** For a whole organisation: each workspace is a tenant of its own, and such a token names none. */
  | { readonly kind: 'organisation' }
  /** Not one of SLACK_TEAMS. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'refused'; readonly error: string };

/** @throws BatonError when Slack or the database does not answer */
export async function finishInstall(code: string, deps: FinishInstallDeps): Promise<FinishedInstall> {
  const { config, auth, installations, seal, clock, log, hide, installed } = deps;
  const answer = await auth.exchange(config, code, config.redirectUrl);
  if (answer.kind === 'refused') return answer;
  const granted = answer.value;
  hide(granted.botToken);
  if (granted.refreshToken !== null) hide(granted.refreshToken);
  const { teamId } = granted;
  if (granted.enterpriseWide || teamId === null) return await giveBack({ kind: 'organisation' });
  if (config.teams.length > 0 && !config.teams.includes(teamId)) return await giveBack({ kind: 'not-allowed' });
  // Asked of Slack rather than believed of the browser; and it names the bot as messages do.
  const who = await auth.whoAmI(granted.botToken);
  if (who.kind === 'refused') return who;
  if (who.value.teamId !== teamId) return { kind: 'refused', error: 'another_team' };
  const about = aboutOf(granted, { userId: who.value.userId, id: who.value.botId });
  await installations.keep(installationOf({ tenant: tenantId(teamId), tokens: tokensOf(granted, clock.now()), about }, seal));
  log.info({ tenant: teamId, by: granted.installedBy }, 'Baton was installed in a workspace');
  await installed(tenantId(teamId));
  return { kind: 'installed', teamName: granted.teamName };

  async function giveBack(why: FinishedInstall): Promise<FinishedInstall> {
    // Whether or not Slack takes it back: nothing of it is kept here.
    const revoked = await auth.revoke(granted.botToken).then(
      ({ kind }) => kind === 'ok',
      () => false,
    );
    log.warn({ tenant: teamId, why: why.kind, revoked }, 'an installation was not taken');
    return why;
  }
}
