/** People, groups and places of Slack workspaces, remembered for a while and looked up again in the background. */
import type { Logger } from 'pino';
import { byTenant } from '../../../src/chat/people/by-tenant.ts';
import type { Standing } from '../../../src/chat/people/standing.ts';
import type { ChannelId, GroupId, PersonId, TenantId } from '../../../src/engine/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { SettingsStore } from '../../../src/ports/settings-store.ts';
import type { SlackApi } from '../sending/api.ts';
import { slackFailure } from '../sending/slack-error.ts';
import { standingIn } from './acting.ts';
import { lookUpGroups, type UserGroup } from './groups.ts';
import { createThreadLinks, type ThreadLinks } from './links.ts';
import { namesOf } from './names.ts';
import { lookUpMembers, lookUpPlace, type SlackPlace } from './places.ts';
import { lookUpUser, type SlackUser } from './users.ts';

export interface People {
  /** Who acts, and whether they may use Baton there at all, now. `channel` null: on the App Home, or in a modal. */
  standing(tenant: TenantId, person: PersonId, channel: ChannelId | null): Promise<Standing>;
  /** Whether somebody may read what stands in a channel. Never throws: where Slack does not say, no. */
  sees(tenant: TenantId, person: PersonId, channel: ChannelId): Promise<boolean>;
  /** Names of people and groups; those without one are left out. Never throws. */
  names(tenant: TenantId, ids: ReadonlySet<PersonId | GroupId>): Promise<ReadonlyMap<PersonId | GroupId, string>>;
  /** Null: Baton cannot see it. Throws where Slack does not answer. */
  place(tenant: TenantId, channel: ChannelId): Promise<SlackPlace | null>;
  /** Something was said to have changed: looked up anew when it is needed next. `person` null: the groups. */
  changed(tenant: TenantId, person: PersonId | null): void;
  placeChanged(tenant: TenantId, channel: ChannelId): void;
  readonly threadLink: ThreadLinks;
}

export interface PeopleDeps {
  /** Made later than this: it wants names. */
  readonly api: () => SlackApi;
  readonly settings: Pick<SettingsStore, 'resolve'>;
  /** Slack user ids of ADMINS. */
  readonly admins: readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
}

const MINUTE_MS = 60_000;

export function createPeople({ api, settings, admins, clock, log }: PeopleDeps): People {
  const warn = (what: string) => (error: unknown) => log.warn({ err: error, what }, 'Slack did not say who somebody is; what was known last stands');
  const users = byTenant<SlackUser>((tenant, user) => lookUpUser(api(), tenant, user), {
    freshMs: 5 * MINUTE_MS,
    standsMs: 60 * MINUTE_MS,
    refuses,
    clock,
    onError: warn('user'),
  });
  const groups = byTenant<readonly UserGroup[]>((tenant) => lookUpGroups(api(), tenant), {
    freshMs: 5 * MINUTE_MS,
    standsMs: 60 * MINUTE_MS,
    refuses,
    clock,
    onError: warn('groups'),
  });
  const places = byTenant<SlackPlace>((tenant, channel) => lookUpPlace(api(), tenant, channel), {
    freshMs: MINUTE_MS,
    standsMs: 10 * MINUTE_MS,
    refuses,
    clock,
    onError: warn('place'),
  });
  const members = byTenant<ReadonlySet<PersonId>>((tenant, channel) => lookUpMembers(api(), tenant, channel), {
    ...{ freshMs: MINUTE_MS, standsMs: 10 * MINUTE_MS, refuses, clock, onError: warn('members') },
    // Thousands of people each.
    most: 200,
  });

  async function place(tenant: TenantId, channel: ChannelId): Promise<SlackPlace | null> {
    try {
      return await places.get(tenant, channel);
    } catch (error) {
      if (slackFailure(error)?.kind === 'channel-gone') return null;
      throw error;
    }
  }

  async function mayRead(tenant: TenantId, person: PersonId, channel: ChannelId): Promise<boolean> {
    const found = await place(tenant, channel);
    if (!found) return false;
    if (found.kind === 'direct') return found.with === person;
    // Guests, and people of other workspaces, see the channels that they are in.
    if (found.kind === 'public' && (await users.get(tenant, person)).standing === 'member') return true;
    return (await members.get(tenant, channel)).has(person);
  }

  return {
    standing: (tenant, person, channel) =>
      standingIn({ tenant, person, channel }, { user: () => users.get(tenant, person), groups: () => groups.get(tenant, ''), settings, admins, log }),
    async sees(tenant, person, channel) {
      try {
        return await mayRead(tenant, person, channel);
      } catch (error) {
        log.warn({ err: error, tenant, channel }, 'it is not known who may read a channel: it is kept from whoever asks');
        return false;
      }
    },
    names: (tenant, ids) => namesOf(ids, { user: (id) => users.last(tenant, id), groups: () => groups.last(tenant, ''), log }),
    place,
    threadLink: createThreadLinks(api, log),
    changed(tenant, person) {
      if (person === null) groups.forget(tenant, '');
      else users.forget(tenant, person);
    },
    placeChanged(tenant, channel) {
      places.forget(tenant, channel);
      members.forget(tenant, channel);
    },
  };
}

/** Everything but "later" and silence. */
function refuses(error: unknown): boolean {
  const kind = slackFailure(error)?.kind;
  return kind !== undefined && kind !== 'retry-later' && kind !== 'unknown-outcome';
}
