/**
 * How often each kind of call may be made. Discord does not promise these numbers: they are what its headers have been
 * seen to say (github.com/discordjs/discord.js and discord-api-docs issues); an app must read the headers, not know them.
 */
import type { Bucket } from './route.ts';

const bucket = (id: string, limit: number, perMs: number, by: Bucket['by']): Bucket => ({ id, limit, perMs, by });

export const POSTS = bucket('posts', 5, 5000, 'channel');
export const EDITS = bucket('edits', 5, 5000, 'channel');
/** Of messages that are older than an hour: less often than others, how much less nobody says. */
export const OLD_EDITS: Bucket = { ...bucket('old-edits', 3, 20_000, 'channel'), refusal: 30046 };
export const DELETES = bucket('deletes', 5, 1000, 'channel');
export const READS = bucket('reads', 5, 5000, 'channel');
export const REACTIONS = bucket('reactions', 1, 250, 'channel');
export const CHANNELS = bucket('channels', 50, 10_000, 'channel');
/** Names and topics: twice in ten minutes. */
export const RENAMES = bucket('renames', 2, 600_000, 'channel');
export const THREADS = bucket('threads', 50, 300_000, 'channel');
export const THREAD_MEMBERS = bucket('thread-members', 5, 1000, 'channel');
export const GUILDS = bucket('guilds', 10, 10_000, 'guild');
export const MEMBERS = bucket('members', 5, 2000, 'guild');
export const COMMANDS = bucket('commands', 5, 20_000, 'app');
export const DIRECT = bucket('direct', 10, 600_000, 'app');
export const USERS = bucket('users', 30, 30_000, 'app');
export const WEBHOOK = bucket('webhook', 5, 2000, 'token');
export const GENERAL_READS = bucket('general', 10, 10_000, 'app');
