/** Everything that the local Discord knows. */

import type { TurnedTime } from '../../time.ts';
import type { Loose } from '../loose.ts';
import type { Channel } from './channel.ts';
import type { Guild, User } from './guild.ts';
import type { Ids } from './ids.ts';
import type { Interaction } from './interaction.ts';
import type { Message, StoredFile } from './message.ts';
import type { Violation } from './violation.ts';

export interface App {
  /** Also the id of its bot user. */
  readonly id: string;
  readonly name: string;
  token: string;
  /** The switches in the developer portal. */
  messageContent: boolean;
  membersIntent: boolean;
}

export interface Command {
  readonly id: string;
  readonly guild: string | null;
  readonly body: Loose;
  readonly version: string;
}

/** One call that reached a route. */
export interface Call {
  /** The route's name, as `message.post`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly body: Loose;
  /** The names of what was uploaded with it. */
  readonly files: readonly string[];
  readonly at: number;
  /** The status, or how the connection broke; null while it is under way. */
  status: number | 'broken' | null;
  /** Discord's code of a refusal. */
  code: number | null;
}

export interface Notification {
  readonly user: string;
  readonly channel: string;
  readonly message: string;
  readonly why: 'mention' | 'role-mention' | 'everyone' | 'reply' | 'direct-message' | 'private-answer';
}

/** A form before a person. */
export interface OpenForm {
  readonly interaction: string;
  readonly modal: Loose;
  readonly channel: string;
  /** The message whose button opened it. */
  readonly source: string | null;
  /** What was filled in, by custom id. */
  readonly filled: Map<string, Loose>;
}

export interface World {
  readonly app: App;
  readonly time: TurnedTime;
  readonly ids: Ids;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  /** Those of all guilds, threads and direct messages too. */
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, StoredFile>;
  readonly commands: Map<string, Command>;
  readonly interactions: Map<string, Interaction>;
  readonly forms: Map<string, OpenForm>;
  /** What a nonce that is enforced stands for: by author, channel and nonce. */
  readonly nonces: Map<string, { readonly message: string; readonly channel: string; readonly at: number }>;
  readonly calls: Call[];
  readonly violations: Violation[];
  readonly notifications: Notification[];
  readonly settings: Settings;
  origin: string;
}

export interface Settings {
  /** 0: no rates. */
  readonly ratesFaster: number;
  /** What a post into an archived thread does that nobody locked: it opens it again (documented), or is refused with 50083. */
  readonly postsInArchived: 'unarchive' | 'refuse';
  readonly heartbeatEveryMs: number;
  /** How long a session can be resumed after its connection went. */
  readonly sessionLivesMs: number;
  readonly fileLimitBytes: number;
}

export function guildOf(world: World, channel: Channel): Guild | null {
  return channel.guild === null ? null : (world.guilds.get(channel.guild) ?? null);
}

export function messageIn(world: World, channel: string, id: string): Message | null {
  return world.channels.get(channel)?.messages.get(id) ?? null;
}
