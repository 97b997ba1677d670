/** What a reader understood becomes a delivery of the union, or nothing that Baton acts on. What PostgreSQL cannot store is taken out here, once for all. */
import { tenantId } from '../../../src/engine/ids.ts';
import type { MemberSaid } from '../people/index.ts';
import type { Asked } from './answer.ts';
import type { Incoming } from './incoming.ts';
import { receivedSchema, snowflake } from './received.ts';

export interface Raw {
  readonly tenant: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly asked: Asked | null;
  readonly said: MemberSaid | null;
}

/** Of somebody's direct messages: no guild has them. */
export const DIRECT = tenantId('direct');

export function delivery({ tenant, id, body, asked, said }: Raw): Incoming {
  const read = receivedSchema.safeParse(storable(body));
  if (!read.success || (tenant !== DIRECT && !snowflake.safeParse(tenant).success)) return unreadable(asked, String(body.kind));
  return { kind: 'delivery', tenant: tenantId(tenant), id, body: read.data, asked, said };
}

/** `asked`: of an interaction; whoever did something else waits for nothing. */
export function unreadable(asked: Asked | null, what: string): Incoming {
  return asked === null ? { kind: 'unsupported', what } : { kind: 'unreadable', asked, what };
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storable(inner)]));
}
