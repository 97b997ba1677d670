/** Which calls share a rate at Discord, as far as it can be told before the first answer: the method, the kind of route, and the channel or guild in it. */
import { snowflakeTime } from './snowflake.ts';

export type CallMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Ids, and what follows an interaction's id. */
const ID = /\d{17,20}/g;
const MAJOR = /^\/(?:channels|guilds|webhooks)\/\d{17,20}/;
const MESSAGE = /^\/channels\/\d{17,20}\/messages\/(\d{17,20})$/;

/** Edits of older messages have a rate of their own (30046), of which no header tells. */
const OLD_AFTER_MS = 59 * 60_000;

export function queueName(method: CallMethod, route: string, now: number): string {
  const major = MAJOR.exec(route)?.[0] ?? '';
  const message = method === 'PATCH' ? MESSAGE.exec(route)?.[1] : undefined;
  const old = message !== undefined && now - snowflakeTime(message) > OLD_AFTER_MS;
  return `${method} ${major}${routeKind(route.slice(major.length))}${old ? ' old' : ''}`;
}

/** For logs: no ids. */
export function routeKind(route: string): string {
  return route.replace(ID, ':id');
}
