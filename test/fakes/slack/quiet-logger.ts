/** A logger for Slack's clients that says nothing: refusals are what these tests ask for. */
import { type Logger, LogLevel } from '@slack/web-api';

export const quietLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
