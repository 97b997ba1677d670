/** The log: JSON lines by pino, with every secret scrubbed at the sink, whichever field or error it came in by. */
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Config } from './index.ts';

export interface LogOptions {
  /** Secrets that are found after the start (the embedded server's password) may be added at any time. */
  readonly hidden?: ReadonlySet<string>;
  readonly out?: DestinationStream;
}

/** Synchronous on purpose: the last lines before an exit are the ones that matter. */
export function createLog(
  config: Pick<Config, 'logLevel' | 'secrets'>,
  { hidden = new Set(), out = destination({ dest: 1, sync: true }) }: LogOptions = {},
): Logger {
  return pino({ level: config.logLevel, base: { pid: process.pid } }, { write: (line) => out.write(scrubLine(line, [...config.secrets, ...hidden])) });
}

function scrubLine(line: string, secrets: readonly string[]): string {
  // Compared in the form that JSON gives them; most lines hold none and pass as they are.
  if (!secrets.some((secret) => line.includes(JSON.stringify(secret).slice(1, -1)))) return line;
  return `${JSON.stringify(scrub(JSON.parse(line), secrets))}\n`;
}

/** Values and keys alike; numbers too, since a secret may be all digits. */
function scrub(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), value);
  if (typeof value === 'number') return secrets.includes(String(value)) ? '[secret]' : value;
  if (Array.isArray(value)) return value.map((item) => scrub(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [String(scrub(key, secrets)), scrub(item, secrets)]));
}
