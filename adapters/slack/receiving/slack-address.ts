/** Whether an address is Slack's: `slack.com` and its like over TLS; where the API is somewhere else (a proxy, a test), that host too. */
export function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin, username } = new URL(address);
  if (username !== '') return false;
  if (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'))) return true;
  return origin === new URL(apiUrl).origin;
}
