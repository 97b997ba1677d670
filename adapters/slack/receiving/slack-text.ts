/**
 * What people typed, out of Slack's escapes: `<@U1|ada>`, `<!subteam^S1>`, `<#C1|x>`, `<https://..|..>`, `&amp;`. Tasks read as
 * people see them; settings name people, groups and channels by their ids.
 */

import { nameInText } from '../../../src/chat/text/name-in-text.ts';
import { type GroupId, groupId, type PersonId, personId } from '../../../src/engine/ids.ts';

export type NamesById = ReadonlyMap<PersonId | GroupId, string>;

const TOKEN = /<([^<>]{1,4000})>/gu;

/** `own`: Baton's user there, which is called Baton. */
export function asPeopleSee(text: string, names: NamesById, own: string | null): string {
  return unescaped(text.replace(TOKEN, (_, inner: string) => seen(partsOf(inner), names, own)));
}

/** `@U1`, `#C1`; a group is `group:S1`, where it does not say already that it is one. */
export function withIds(text: string): string {
  const groupsOnly = /\bapprover_groups\b/iu.test(text);
  return unescaped(
    text.replace(TOKEN, (whole, inner: string, at: number) => {
      const { target, label } = partsOf(inner);
      if (/^[@#]/u.test(target)) return target;
      const group = /^!subteam\^(\w+)$/u.exec(target)?.[1];
      if (group !== undefined) return groupsOnly || /group:\s*@?$/iu.test(text.slice(0, at)) ? group : `group:${group}`;
      return target.startsWith('!') ? whole : addressed(target, label);
    }),
  );
}

/** Whom a text names without saying what they are called. */
export function unnamedIn(text: string): ReadonlySet<PersonId | GroupId> {
  const ids = new Set<PersonId | GroupId>();
  for (const [, inner = ''] of text.matchAll(TOKEN)) {
    const { target, label } = partsOf(inner);
    if (label !== '') continue;
    const person = /^@([UW]\w+)$/u.exec(target)?.[1];
    const group = /^!subteam\^(\w+)$/u.exec(target)?.[1];
    if (person !== undefined) ids.add(personId(person));
    if (group !== undefined) ids.add(groupId(group));
  }
  return ids;
}

/** Baton's own name is taken out; what is left is said to Baton. */
export function saidToBaton(text: string, own: string): string {
  const rest = text
    .replace(TOKEN, (whole, inner: string) => (partsOf(inner).target === `@${own}` ? ' ' : whole))
    .replaceAll(/[^\S\n]{2,}/gu, ' ')
    .trim();
  return `@Baton ${rest.replace(/^[,:]\s*/u, '')}`.trim();
}

interface Parts {
  readonly target: string;
  readonly label: string;
}

function partsOf(inner: string): Parts {
  const bar = inner.indexOf('|');
  return bar === -1 ? { target: inner, label: '' } : { target: inner.slice(0, bar), label: inner.slice(bar + 1) };
}

function seen({ target, label }: Parts, names: NamesById, own: string | null): string {
  const [, kind = '', rest = ''] = /^([@#!]?)([\s\S]*)$/u.exec(target) ?? [];
  if (kind === '@') return `@${rest === own ? 'Baton' : (nameInText(label || (names.get(personId(rest)) ?? '')) ?? rest)}`;
  if (kind === '#') return `#${nameInText(label) ?? rest}`;
  if (kind === '') return addressed(target, label);
  const group = /^subteam\^(\w+)$/u.exec(rest)?.[1];
  if (group !== undefined) return `@${nameInText((label || (names.get(groupId(group)) ?? '')).replace(/^@/u, '')) ?? group}`;
  // Dates carry what to show; the rest calls many people, and is a word here.
  return label || `@${rest.split('^')[0]}`;
}

function addressed(target: string, label: string): string {
  const address = target.replace(/^mailto:/u, '');
  return label === '' || address === label || address.replace(/^\w+:\/\//u, '').replace(/\/$/u, '') === label.replace(/\/$/u, '')
    ? address
    : `${label} (${address})`;
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (_, name: string) => ENTITIES[name] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
