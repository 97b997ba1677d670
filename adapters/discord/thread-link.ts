/** Where a thread, or a channel, is shown. */
export function threadLink(guild: string, channel: string): string {
  return `https://discord.com/channels/${guild}/${channel}`;
}
