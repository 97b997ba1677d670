/**
 * What people typed, out of Discord's tokens: `<@1>`, `<@&2>`, `<#3>`, `<:name:4>`, `</command:5>`, `<t:6:R>`. Tasks read as people see
 * them; settings name people, roles and channels by their ids.
 */
import { nameInText } from '../../../src/chat/text/name-in-text.ts';

export type NamesById = ReadonlyMap<string, string>;

const TOKEN = /<(?:(@!?|@&|#)(\d{1,20})|a?(:\w{1,40}:)\d{1,20}|(\/[^<>\n:]{1,100}):\d{1,20}|t:(-?\d{1,13})(?::[a-zA-Z])?)>/gu;

/** `own`: Baton's user, which is called Baton. */
export function asPeopleSee(text: string, names: NamesById, own: string | null): string {
  return text.replace(TOKEN, (whole, kind?: string, id?: string, emoji?: string, command?: string, at?: string) => {
    if (kind !== undefined && id !== undefined) return `${kind === '#' ? '#' : '@'}${id === own ? 'Baton' : (nameInText(names.get(id) ?? '') ?? id)}`;
    if (at !== undefined) return moment(Number(at)) ?? whole;
    return emoji ?? command ?? whole;
  });
}

/** `@1`, `#3`; a role is `group:2`, where it does not say already that it is one. */
export function withIds(text: string): string {
  const rolesOnly = /\bapprover_groups\b/iu.test(text);
  return text.replace(TOKEN, (whole, kind?: string, id?: string, _emoji?: string, _command?: string, _at?: string, offset?: number) => {
    if (kind === undefined || id === undefined) return whole;
    if (kind === '#') return `#${id}`;
    if (kind !== '@&') return `@${id}`;
    return rolesOnly || /group:\s*@?$/iu.test(text.slice(0, offset ?? 0)) ? id : `group:${id}`;
  });
}

/** Whom and what a text names. */
export function namedIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(TOKEN)].flatMap(([, , id]) => (id === undefined ? [] : [id])));
}

/** Baton's own name is taken out; what is left is said to Baton. */
export function saidToBaton(text: string, own: string): string {
  const rest = text
    .replaceAll(TOKEN, (whole, kind?: string, id?: string) => (id === own && kind?.startsWith('@') === true && kind !== '@&' ? ' ' : whole))
    .replaceAll(/[^\S\n]{2,}/gu, ' ')
    .trim();
  return `@Baton ${rest.replace(/^[,:]\s*/u, '')}`.trim();
}

function moment(seconds: number): string | null {
  const at = new Date(seconds * 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 16).replace('T', ' ');
}
