/** Discord's markup as a person reads it: names for mentions, no signs of emphasis, escapes undone. Code stays as it is. */
import type { World } from '../world/world.ts';

export function shownText(world: World, text: string): string {
  return text
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : shownProse(world, part)))
    .join('');
}

function shownProse(world: World, prose: string): string {
  const kept: string[] = [];
  // What was escaped is put aside, so that it does not count as a sign.
  const aside = prose.replace(/\\([^A-Za-z0-9\s])/g, (_, sign: string) => `\u{e000}${kept.push(sign) - 1}\u{e001}`);
  return aside
    .replace(/<@!?(\d+)>/g, (whole, id: string) => (world.users.has(id) ? `@${world.users.get(id)?.globalName}` : whole))
    .replace(/<@&(\d+)>/g, (whole, id: string) => `@${roleNamed(world, id) ?? whole}`)
    .replace(/<#(\d+)>/g, (whole, id: string) => `#${world.channels.get(id)?.name ?? whole}`)
    .replace(/<t:(\d+)(?::[a-zA-Z])?>/g, (_, at: string) => new Date(Number(at) * 1000).toISOString())
    .replace(/^(?:#{1,3}|-#) /gm, '')
    .replace(/(\*\*\*|\*\*|__|~~|\|\|)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_\n]*?\S)_(?!\w)/g, '$1')
    .replace(/\u{e000}(\d+)\u{e001}/gu, (_, at: string) => kept[Number(at)] ?? '');
}

function roleNamed(world: World, id: string): string | undefined {
  for (const guild of world.guilds.values()) if (guild.roles.has(id)) return guild.roles.get(id)?.name;
  return undefined;
}
