/** Whether somebody may use Baton, and as whom they act: looked at anew for every single action. */
import type { Logger } from 'pino';
import type { NotWelcome } from '../../../src/cards/not-welcome.ts';
import type { Standing } from '../../../src/chat/people/standing.ts';
import { type ChannelId, channelId, type PersonId, type TenantId } from '../../../src/engine/ids.ts';
import type { Acting } from '../../../src/ports/desk.ts';
import type { SettingsStore } from '../../../src/ports/settings-store.ts';
import { slackFailure } from '../sending/slack-error.ts';
import type { UserGroup } from './groups.ts';
import type { SlackUser } from './users.ts';

export interface StandingDeps {
  user(): Promise<SlackUser>;
  groups(): Promise<readonly UserGroup[]>;
  readonly settings: Pick<SettingsStore, 'resolve'>;
  readonly admins: readonly string[];
  readonly log: Logger;
}

interface Asked {
  readonly tenant: TenantId;
  readonly person: PersonId;
  readonly channel: ChannelId | null;
}

/** Throws where Slack or the database does not answer: then it is tried again. */
export async function standingIn({ tenant, person, channel }: Asked, deps: StandingDeps): Promise<Standing> {
  const user = await found(deps);
  if (user === null) return { kind: 'not-welcome', why: 'unknown', admin: null };
  const { values } = await deps.settings.resolve(tenant, channel ?? channelId(''));
  const why = strangeness(user, values);
  if (why !== null) return { kind: 'not-welcome', why, admin: null };
  const who = { tenant, actor: person, groups: await groupsOf(person, deps), admin: user.admin || isNamedAdmin(user, person, deps) };
  const outside = channel !== null && values.allowed_channels.length > 0 && !values.allowed_channels.includes(channel);
  return outside ? { kind: 'not-welcome', why: 'channel', admin: who.admin ? who : null } : { kind: 'may', who, name: user.name };
}

/** An id of Slack means somebody in their own workspace only. */
function isNamedAdmin({ standing }: SlackUser, person: PersonId, { admins }: StandingDeps): boolean {
  return standing === 'member' && admins.includes(person);
}

async function found({ user, log }: StandingDeps): Promise<SlackUser | null> {
  try {
    return await user();
  } catch (error) {
    const kind = slackFailure(error)?.kind;
    if (kind !== 'person-gone' && kind !== 'missing-scope') throw error;
    log.warn({ err: error }, 'Slack does not say who somebody is: refused');
    return null;
  }
}

function strangeness({ standing }: SlackUser, allowed: { readonly allow_guests: boolean; readonly allow_external: boolean }): NotWelcome | null {
  switch (standing) {
    case 'member':
      return null;
    case 'guest':
      return allowed.allow_guests ? null : 'guest';
    case 'external':
      return allowed.allow_external ? null : 'external';
    case 'bot':
    case 'gone':
      return standing;
    default: {
      const missed: never = standing;
      return missed;
    }
  }
}

/** What is not known of groups gives nobody a right. */
async function groupsOf(person: PersonId, { groups, log }: StandingDeps): Promise<Acting['groups']> {
  try {
    return (await groups()).filter(({ members }) => members.has(person)).map(({ id }) => id);
  } catch (error) {
    log.warn({ err: error }, 'the user groups are not known: nobody acts as a member of one');
    return [];
  }
}
