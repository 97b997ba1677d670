/** The token of the environment: one workspace, which Slack names when it is first asked. */
import type { Logger } from 'pino';
import { type TenantId, tenantId } from '../../../src/engine/ids.ts';
import { BatonError } from '../../../src/errors.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { NO_SECRET } from './installed-team.ts';
import type { SlackAuth } from './slack-auth.ts';
import { isTakenBack } from './taken-back.ts';
import type { TeamToken, Tokens } from './tokens.ts';

export interface OneWorkspaceDeps {
  readonly botToken: string;
  readonly auth: SlackAuth;
  readonly installations: Installations;
  readonly log: Logger;
  readonly installed: (tenant: TenantId) => Promise<void>;
}

export function createOneWorkspace({ botToken, auth, installations, log, installed }: OneWorkspaceDeps): Tokens {
  let known: TeamToken | null = null;
  let asking: Promise<TeamToken> | null = null;

  async function ask(): Promise<TeamToken> {
    const answer = await auth.whoAmI(botToken);
    if (answer.kind === 'refused') {
      log.error({ variable: 'SLACK_BOT_TOKEN', refused: answer.error }, 'Slack refuses the bot token: `npm run doctor` says what to do');
      throw new BatonError('slack-token-refused', 'Slack refuses the bot token.', { context: { refused: answer.error } });
    }
    const { teamId, teamName, userId, botId, scopes } = answer.value;
    const tenant = tenantId(teamId);
    // A place for what other parts learn of the workspace.
    if ((await installations.find(SLACK_SURFACE, tenant)) === null) {
      await installations.keep({ surface: SLACK_SURFACE, tenant, secret: NO_SECRET, about: { v: 1, teamName } });
      await installed(tenant);
    }
    known = { tenant, teamName, botToken, botUserId: userId, botId, scopes };
    return known;
  }

  async function team(): Promise<TeamToken> {
    if (known) return known;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return await asking;
  }

  return {
    async forTeam(tenant) {
      const found = await team();
      return found.tenant === tenant ? found : null;
    },
    teams: async () => [(await team()).tenant],
    refused: () => {
      known = null;
    },
    async removed(tenant) {
      known = null;
      if (!(await isTakenBack(botToken, tenant, auth))) return 'still-there';
      await installations.remove(SLACK_SURFACE, tenant);
      log.warn({ variable: 'SLACK_BOT_TOKEN' }, 'Baton was removed from its workspace: install the app there again, and set its new bot token');
      return 'removed';
    },
  };
}
