/** Any payload that a receiver brings, read into what it means. What cannot be read is `unsupported`; it throws only when it is not known who Baton is there. */
import { z } from 'zod';
import { tenantId } from '../../../src/engine/ids.ts';
import { digest } from './digest.ts';
import type { Incoming, OwnUser, Raw } from './incoming.ts';
import { readEvent } from './parse-event.ts';
import { readInteraction } from './parse-interaction.ts';
import { NOT_LIVE, receivedSchema } from './received.ts';

export async function parsePayload(payload: unknown, own: OwnUser): Promise<Incoming> {
  const type = typeSchema.safeParse(payload);
  if (!type.success) return { kind: 'unsupported', what: 'not an object' };
  const { command, type: kind } = type.data;
  if (command !== undefined) return readCommand(payload);
  if (kind === 'event_callback') return checked(await readEvent(payload, own));
  return kind === undefined ? { kind: 'unsupported', what: 'no type' } : checked(readInteraction(kind, payload));
}

const typeSchema = z.object({ type: z.string().optional(), command: z.string().optional() });

const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

function readCommand(payload: unknown): Incoming {
  const read = commandSchema.safeParse(payload);
  if (!read.success) return { kind: 'unsupported', what: 'command' };
  const { command, text, team_id, channel_id, user_id, trigger_id, response_url } = read.data;
  return checked({
    tenant: team_id,
    id: `command:${digest(trigger_id)}`,
    body: { kind: 'command', command, text, channel: channel_id, user: user_id },
    live: { trigger: trigger_id, responseUrl: response_url ?? null },
  });
}

const teamSchema = z.string().regex(/^[A-Za-z0-9]{1,40}$/u);

/** What PostgreSQL cannot store is taken out here, once for all. */
function checked(raw: Raw): Incoming {
  if ('kind' in raw) return raw;
  const team = teamSchema.safeParse(raw.tenant);
  const body = receivedSchema.safeParse(storable(raw.body));
  if (!team.success || !body.success) return { kind: 'unsupported', what: String(raw.body.kind) };
  return { kind: 'delivery', tenant: tenantId(team.data), id: raw.id, body: body.data, live: raw.live ?? NOT_LIVE };
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storable(inner)]));
}
