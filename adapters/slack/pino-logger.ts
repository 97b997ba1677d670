/** What Slack's own packages log, in our log: their information is our detail, and their detail is nobody's. */
import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** A package passes any values; only texts and errors are worth a line, and nothing else may carry people's texts into the log. */
type Said = readonly unknown[];

export function slackLogger(log: Logger, part: string) {
  const lines = log.child({ part: `slack ${part}` });
  return {
    // Whole requests and answers, with client secrets, refresh tokens and what people wrote (@slack/web-api 8.2 hides access tokens only).
    debug: () => undefined,
    info: (...said: Said) => lines.debug({ said: textOf(said) }, 'Slack’s package says'),
    warn: (...said: Said) => lines.warn({ said: textOf(said) }, 'Slack’s package warns'),
    error: (...said: Said) => lines.error({ said: textOf(said) }, 'Slack’s package reports an error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function textOf(said: Said): string {
  return said.map((item) => (typeof item === 'string' ? item : item instanceof Error ? item.message : `(${typeof item})`)).join(' ');
}
