/** A Claude model against a local Messages server, with a log that a test can read. */
import { pino } from 'pino';
import { createAnthropicModel } from '../../../src/model/anthropic.ts';
import type { Model } from '../../../src/ports/model.ts';

export const API_KEY = 'sk-ant-test-0123456789abcdef';

export interface Wired {
  readonly model: Model;
  readonly logged: () => string;
}

export function wire(baseUrl: string): Wired {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  return { model: createAnthropicModel({ apiKey: API_KEY, baseUrl, log }), logged: () => lines.join('') };
}
