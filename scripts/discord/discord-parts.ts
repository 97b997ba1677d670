/** The generated parts of docs/discord.md: the invite link, what each permission is for, and the thread of a run. */
import { inviteLink } from '../../adapters/discord/install/invite-link.ts';
import { PERMISSION_WORDS } from '../../src/cards/permission-words.ts';
import { fenced } from '../fenced.ts';
import { renderedThreads } from './rendered-thread.ts';

/** By the name of the part. */
export async function discordParts(): Promise<ReadonlyMap<string, string>> {
  const { asked, ended } = await renderedThreads();
  return new Map([
    ['invite', ['```text', inviteLink('YOUR-APPLICATION-ID'), '```'].join('\n')],
    ['permissions', permissionTable()],
    ['asked', fenced(asked)],
    ['thread', fenced(ended)],
  ]);
}

function permissionTable(): string {
  const rows = Object.values(PERMISSION_WORDS).map(({ label, use, without }) => `| ${label} | ${use} | ${without} |`);
  return ['| permission | what for | without it |', '|---|---|---|', ...rows].join('\n');
}
