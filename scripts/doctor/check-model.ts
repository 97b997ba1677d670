/** Whether the key for Claude is accepted: by listing models, which costs nothing. */
import type { Finding } from '../../src/cards/doctor-words.ts';
import type { Config } from '../../src/config/index.ts';
import { ask } from './ask.ts';

const SERVICE = 'https://api.anthropic.com';

export async function* checkModel({ anthropic }: Config): AsyncGenerator<Finding> {
  if (anthropic === null) {
    yield { kind: 'model-rehearsal' };
    return;
  }
  const address = anthropic.baseUrl ?? SERVICE;
  const headers = { 'x-api-key': anthropic.apiKey, 'anthropic-version': '2023-06-01' };
  const asked = await ask(`${address}/v1/models?limit=1`, { headers });
  if (asked.kind === 'away') yield { kind: 'model-away', address, reason: asked.reason };
  else if (asked.status === 401 || asked.status === 403) yield { kind: 'model-key-refused' };
  else if (asked.status === 200) yield { kind: 'model-fine' };
  else yield { kind: 'model-away', address, reason: `HTTP ${asked.status}` };
}
