/** Whether somebody may use Baton, and as whom they act: by what Discord said of them with this very action. */
import type { Logger } from 'pino';
import type { NotWelcome } from '../../../src/cards/not-welcome.ts';
import type { Standing } from '../../../src/chat/people/standing.ts';
import { type ChannelId, channelId, groupId, type PersonId, type TenantId } from '../../../src/engine/ids.ts';
import type { SettingsStore } from '../../../src/ports/settings-store.ts';
import type { GuildFacts } from './guild-facts.ts';
import type { MemberSaid } from './member-said.ts';
import { rightsInGuild, runsTheGuild } from './rights.ts';

export interface Asked {
  readonly tenant: TenantId;
  readonly person: PersonId;
  readonly channel: ChannelId | null;
  /** Null: they are not in the guild. */
  readonly member: MemberSaid | null;
}

export interface StandingDeps {
  /** Null: Baton is not in it. */
  guild(): Promise<GuildFacts | null>;
  readonly settings: Pick<SettingsStore, 'resolve'>;
  readonly admins: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly log: Logger;
}

/** Throws where the database does not answer: then it is tried again. */
export async function standingIn({ tenant, person, channel, member }: Asked, deps: StandingDeps): Promise<Standing> {
  if (member === null) return { kind: 'not-welcome', why: 'gone', admin: null };
  const why = strangeness(member, deps.now);
  if (why !== null) return { kind: 'not-welcome', why, admin: null };
  const admin = deps.admins.includes(person) || (await runsIt({ tenant, person, member }, deps));
  const who = { tenant, actor: person, groups: member.roles.map(groupId), admin };
  const { values } = await deps.settings.resolve(tenant, channel ?? channelId(''));
  const outside = channel !== null && values.allowed_channels.length > 0 && !values.allowed_channels.includes(channel);
  return outside ? { kind: 'not-welcome', why: 'channel', admin: admin ? who : null } : { kind: 'may', who, name: member.name };
}

function strangeness({ bot, pending, silencedUntil }: MemberSaid, now: number): NotWelcome | null {
  if (bot) return 'bot';
  if (pending) return 'pending';
  return silencedUntil !== null && silencedUntil > now ? 'silenced' : null;
}

/** By their roles in the whole guild: what a channel gives somebody counts there only. What is not known gives nobody a right. */
async function runsIt({ tenant, person, member }: { tenant: TenantId; person: PersonId; member: MemberSaid }, { guild, log }: StandingDeps): Promise<boolean> {
  try {
    const facts = await guild();
    return facts !== null && runsTheGuild(rightsInGuild(tenant, facts, { person, roles: member.roles }));
  } catch (error) {
    log.warn({ err: error }, 'what roles allow is not known: nobody acts as an admin by one');
    return false;
  }
}
