/** `orchestrator.local.md`: settings as front matter. Reads it key by key, so that every mistake is named; writes it back. */
import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { ruleText } from '../src/cards/answer-rule-text.ts';
import type { SettingsProblem } from '../src/cards/misreading.ts';
import { RULE_NAMES } from '../src/engine/answer-rule.ts';
import { type Settings, settingsSchema } from '../src/engine/settings.ts';
import { closestName } from './closest-name.ts';
import { checkSetting } from './setting-value.ts';

export type SettingsFile =
  | { readonly kind: 'settings'; readonly values: Partial<Settings> }
  | { readonly kind: 'problems'; readonly problems: readonly SettingsProblem[] };

/** Takes the file, the front matter alone, or either in a fenced block, as people paste it. Never throws. */
export function readSettingsFile(text: string): SettingsFile {
  const parsed = parseFrontMatter(frontMatter(text));
  if (parsed.kind === 'broken') return { kind: 'problems', problems: [{ kind: 'not-front-matter', detail: parsed.detail }] };
  const read = Object.entries(parsed.entries).map(([typed, value]) => {
    const name = nameSchema.safeParse(typed);
    if (name.success) return checkSetting(name.data, value, inWords(value));
    return { kind: 'problem', problem: { kind: 'unknown-setting', typed, closest: closestName(typed, nameSchema.options) } } as const;
  });
  const problems = read.flatMap((one) => (one.kind === 'problem' ? [one.problem] : []));
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'settings', values: Object.assign({}, ...read.map((one) => (one.kind === 'value' ? one.values : {}))) };
}

export function writeSettingsFile(values: Settings): string {
  const rules = Object.fromEntries(RULE_NAMES.map((name) => [name, ruleText(values[name])]));
  return `---\n${stringify({ ...values, ...rules }, { lineWidth: 0, blockQuote: false })}---\n`;
}

const nameSchema = settingsSchema.keyof();
const entriesSchema = z.record(z.string(), z.unknown());

function frontMatter(text: string): string {
  const lines = withoutFence(text)
    .replace(/^\uFEFF/u, '')
    .trim()
    .split(/\r\n|\n/u);
  if (lines[0]?.trim() !== '---') return lines.join('\n');
  const end = lines.findIndex((one, index) => index > 0 && one.trimEnd() === '---');
  return lines.slice(1, end === -1 ? undefined : end).join('\n');
}

function withoutFence(text: string): string {
  const lines = text.trim().split('\n');
  const opening = /^(?:`{3,}|~{3,})/u.exec(lines[0] ?? '')?.[0];
  const closing = lines.at(-1)?.trim() ?? '';
  const isFenced = opening !== undefined && lines.length > 2 && closing.length >= 3 && opening.startsWith(closing);
  return isFenced ? lines.slice(1, -1).join('\n') : text;
}

type Parsed = { readonly kind: 'entries'; readonly entries: Readonly<Record<string, unknown>> } | { readonly kind: 'broken'; readonly detail: string };

/** The YAML library takes seconds for a long hostile text. */
const MAX_CHARACTERS = 20_000;

function parseFrontMatter(source: string): Parsed {
  if (source.length > MAX_CHARACTERS) return { kind: 'broken', detail: `it has more than ${MAX_CHARACTERS} characters` };
  const document = parseDocument(source, { prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return { kind: 'broken', detail: `it cannot be read as YAML (${error.code.toLowerCase().replaceAll('_', ' ')})` };
  const entries = entriesSchema.safeParse(contentOf(document));
  if (!entries.success || Object.keys(entries.data).length === 0) return { kind: 'broken', detail: 'there is no name: value line in it' };
  return { kind: 'entries', entries: entries.data };
}

/** Aliases are refused: nested ones can make a small text very large. */
function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
