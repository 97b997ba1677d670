/**
 * Which Host headers are ours. A page of another site can point its own name at our address (DNS rebinding) and then
 * call us as its own origin; such a request carries that site's name here, and is refused.
 */
import { isIP } from 'node:net';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'];
const EVERY_ADDRESS = ['0.0.0.0', '::'];

/** Ports are not compared: forwarded ports differ, and rebinding is about names. */
export function hostCheck(config: { readonly host: string; readonly publicUrl: string | null }): (header: string | undefined) => boolean {
  const names = new Set([...LOOPBACK_NAMES, config.host.toLowerCase()]);
  if (config.publicUrl !== null) names.add(bare(new URL(config.publicUrl).hostname));
  // An address cannot be rebound, so a server that listens everywhere may be called by any of its addresses.
  const anyAddress = EVERY_ADDRESS.includes(config.host);
  return (header) => {
    const name = hostName(header);
    return name !== null && (names.has(name) || (anyAddress && isIP(name) !== 0));
  };
}

/** The name in `name`, `name:port`, `[::1]` or `[::1]:port`; null for anything else. */
function hostName(header: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[^:@/\\?#\s[\]]+)(?::\d{1,5})?$/iu.exec(header ?? '');
  return match?.[1] === undefined ? null : bare(match[1].toLowerCase());
}

function bare(name: string): string {
  return name.replace(/^\[|\]$/gu, '');
}
