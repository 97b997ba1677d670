/** What `npm run doctor` found about Discord. */
import { type FindingWords, note, ok, wrong } from './doctor-levels.ts';

export type DiscordFinding =
  | { readonly kind: 'discord-off' }
  | { readonly kind: 'discord-away'; readonly address: string; readonly reason: string }
  | { readonly kind: 'discord-token-fine'; readonly application: string }
  | { readonly kind: 'discord-token-refused' }
  | { readonly kind: 'message-content-fine' }
  | { readonly kind: 'message-content-off' }
  | { readonly kind: 'gateway-fine'; readonly remaining: number }
  | { readonly kind: 'gateway-spent' }
  | { readonly kind: 'gateway-away'; readonly address: string; readonly reason: string }
  /** `server` null: for all of them. */
  | { readonly kind: 'commands-fine'; readonly count: number; readonly server: string | null }
  | { readonly kind: 'commands-old'; readonly server: string | null }
  | { readonly kind: 'commands-twice' }
  | { readonly kind: 'command-server-unknown'; readonly server: string }
  | { readonly kind: 'in-no-server'; readonly invite: string }
  | { readonly kind: 'server-fine'; readonly server: string }
  | { readonly kind: 'permission-missing'; readonly server: string; readonly permission: string; readonly without: string; readonly invite: string }
  | { readonly kind: 'channels-lack'; readonly server: string; readonly channels: readonly string[] }
  | { readonly kind: 'more-servers'; readonly count: number };

export function discordFindingWords(finding: DiscordFinding): FindingWords {
  switch (finding.kind) {
    case 'discord-off':
      return note('Discord', 'is not attached: DISCORD_TOKEN attaches it. docs/discord.md says how to get one.');
    case 'discord-away':
      return wrong('Discord', `${finding.address} does not answer (${finding.reason}). Check the way out of this machine, and DISCORD_API_URL if it is set.`);
    case 'discord-token-fine':
      return ok('DISCORD_TOKEN', `is that of ${finding.application}.`);
    case 'discord-token-refused':
      return wrong('DISCORD_TOKEN', 'is refused. In the developer portal, under Bot, reset the token and set the new one.');
    case 'message-content-fine':
      return ok('Message Content intent', 'is given: plain replies in threads are read.');
    case 'message-content-off':
      return note(
        'Message Content intent',
        'is off: commands, buttons and mentions work, plain replies in threads are not read. It is switched on in the developer portal, under Bot.',
      );
    case 'gateway-fine':
      return ok('gateway', `answers; Baton may connect ${finding.remaining} more times today.`);
    case 'gateway-spent':
      return wrong('gateway', 'Baton has connected as often as it may today. Find out what starts it again and again; tomorrow it works by itself.');
    case 'gateway-away':
      return wrong('gateway', `${finding.address} does not answer (${finding.reason}). Check that WebSockets get out of this machine.`);
    default:
      return serverWords(finding);
  }
}

type ServerFinding = Exclude<DiscordFinding, { kind: `discord-${string}` | `message-content-${string}` | `gateway-${string}` }>;

function serverWords(finding: ServerFinding): FindingWords {
  switch (finding.kind) {
    case 'commands-fine':
      return ok('commands', `all ${finding.count} are registered${forWhom(finding.server)}.`);
    case 'commands-old':
      return note('commands', `are not registered as this release has them${forWhom(finding.server)}. Starting Baton does it.`);
    case 'commands-twice':
      return note(
        'commands',
        'are registered for all servers too, so that people see each of them twice in those of DISCORD_GUILD. Use another application for tries.',
      );
    case 'command-server-unknown':
      return wrong('DISCORD_GUILD', `names ${finding.server}, and Baton is not in that server. Invite it there, or correct the id.`);
    case 'in-no-server':
      return note('servers', `Baton is in none. Whoever may manage one lets it in at ${finding.invite}`);
    case 'server-fine':
      return ok(finding.server, 'gives Baton what it needs, in every channel that it sees.');
    case 'permission-missing':
      return wrong(
        `${finding.permission} in ${finding.server}`,
        `is missing: ${finding.without}. Give it to Baton’s role there, or let Baton in again at ${finding.invite}`,
      );
    case 'channels-lack':
      return note(finding.server, `some channels keep something from Baton: ${listed(finding.channels)}. Their permissions say so.`);
    case 'more-servers':
      return note('servers', `${finding.count} more were not looked at.`);
    default:
      return finding satisfies never;
  }
}

function forWhom(server: string | null): string {
  return server === null ? '' : ` for the server ${server}`;
}

const MOST_LISTED = 10;

function listed(channels: readonly string[]): string {
  const more = channels.length - MOST_LISTED;
  return `${channels.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
