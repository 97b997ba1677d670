/** Whether the address that people use leads to Baton's page. */
import { z } from 'zod';
import type { Finding } from '../../src/cards/doctor-words.ts';
import type { Config } from '../../src/config/index.ts';
import { ask } from './ask.ts';

const healthShape = z.object({ status: z.enum(['ok', 'failing']), model: z.string() });

export async function* checkPage({ publicUrl }: Config): AsyncGenerator<Finding> {
  if (publicUrl === null) return;
  const asked = await ask(`${publicUrl}/healthz`);
  if (asked.kind === 'away') yield { kind: 'page-away', address: publicUrl, reason: asked.reason };
  else if (isHealth(asked.text)) yield { kind: 'page-fine', address: publicUrl };
  else yield { kind: 'page-elsewhere', address: publicUrl, status: asked.status };
}

function isHealth(text: string): boolean {
  try {
    return healthShape.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
