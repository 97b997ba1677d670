/** Where files of Discord's are: its own hosts, and what the API itself is reached at, for a local one. */
const HOSTS: ReadonlySet<string> = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

export function isDiscords(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, origin, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && port === '' && HOSTS.has(hostname);
}
