/** An interaction goes to the app, and its first answer is waited for: 3 s, no longer. */
import type { Loose } from '../loose.ts';
import type { Server } from '../server-parts.ts';
import type { Channel } from '../world/channel.ts';
import { ANSWER_WITHIN_MS, type Interaction, type InteractionKind, type Outcome } from '../world/interaction.ts';
import { actingMemberJson, channelJson, userJson } from '../world/json.ts';
import type { Message } from '../world/message.ts';
import { messageJson } from '../world/message-json.ts';
import { permissionsIn } from '../world/permissions.ts';

/** A turn over the deadline first waits so long, in real time, for an answer that is on its way. */
const GRACE_MS = 500;

export interface Doing {
  readonly kind: InteractionKind;
  readonly person: string;
  readonly channel: Channel;
  /** The message whose component was used. */
  readonly source: Message | null;
  /** What it is called in violations: the command, or the custom id. */
  readonly what: string;
  readonly data: Loose;
}

export function interact(server: Server, doing: Doing): Promise<Outcome> {
  const { world, gateway } = server;
  if (!gateway.hasSession()) return Promise.resolve({ kind: 'failed', why: 'no_session' });
  return new Promise((resolve) => {
    const id = world.ids.snowflake();
    const token = world.ids.secret('interaction');
    const interaction: Interaction = {
      id,
      token,
      kind: doing.kind,
      at: world.time.now(),
      person: doing.person,
      guild: doing.channel.guild,
      channel: doing.channel.id,
      source: doing.source?.id ?? null,
      what: doing.what,
      state: 'waiting',
      original: null,
      payload: payloadOf(server, doing, id, token),
      late: null,
      settle(outcome) {
        cancel();
        resolve(outcome);
      },
    };
    const cancel = world.time.after(
      ANSWER_WITHIN_MS,
      () => {
        interaction.state = 'failed';
        const violation: { kind: 'late-answer'; what: string; id: string; afterMs: number | null } = {
          kind: 'late-answer',
          what: doing.what,
          id,
          afterMs: null,
        };
        world.violations.push(violation);
        interaction.late = (afterMs) => {
          violation.afterMs = afterMs;
        };
        resolve({ kind: 'failed', why: 'no_answer_in_time' });
      },
      GRACE_MS,
    );
    world.interactions.set(id, interaction);
    gateway.dispatch('INTERACTION_CREATE', interaction.payload, null);
  });
}

function payloadOf({ world }: Server, { kind, person, channel, source, data }: Doing, id: string, token: string): Loose {
  const guild = channel.guild === null ? undefined : world.guilds.get(channel.guild);
  const member = guild?.members.get(person);
  const user = world.users.get(person);
  return {
    id,
    application_id: world.app.id,
    type: kind,
    token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelJson(world, channel), permissions: String(permissionsIn(world, channel, person)) },
    ...(guild && { guild_id: guild.id, guild: { id: guild.id, locale: 'en-US', features: [] }, guild_locale: 'en-US' }),
    ...(member ? { member: actingMemberJson(world, member, channel) } : { user: user && userJson(user) }),
    ...(source && { message: messageJson(world, source) }),
    app_permissions: String(permissionsIn(world, channel, world.app.id)),
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: world.settings.fileLimitBytes,
  };
}
