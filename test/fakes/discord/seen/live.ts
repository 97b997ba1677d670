/** What comes alive in a message: people, roles and everyone that it names as mentions, and links that it offers. */
import type { Loose } from '../loose.ts';
import { mentionable } from '../world/mentions.ts';

export interface Live {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  /** `@everyone`, `@here`: shown as calls, whether or not they reach anyone. */
  readonly everyone: boolean;
  readonly links: readonly string[];
}

export function liveIn(content: string, components: readonly Loose[]): Live {
  const text = mentionable(content, components);
  const prose = text.replace(/```[\s\S]*?(```|$)/g, ' ').replace(/`[^`\n]+`/g, ' ');
  return {
    users: found(text, /<@!?(\d{15,20})>/g),
    roles: found(text, /<@&(\d{15,20})>/g),
    everyone: /@(everyone|here)/.test(text),
    links: [
      ...new Set([
        ...found(prose, /(?<!\\)\]\(\s*<?([^)\s>]+)/g),
        ...found(prose.replace(/\]\([^)]*\)/g, ' '), /\b(https?:\/\/[^\s<>)\]]+)/gi),
        ...linksOf(components),
      ]),
    ],
  };
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, one = '']) => one))];
}

function linksOf(value: Loose): string[] {
  if (Array.isArray(value)) return value.flatMap(linksOf);
  if (typeof value !== 'object' || value === null) return [];
  return [...(value.type === 2 && value.url ? [value.url] : []), ...linksOf(value.components), ...linksOf(value.accessory)];
}
