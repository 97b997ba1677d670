/** What Discord shows while somebody types into a field: names of the library, patterns, settings, runs that they may see. */
import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { plain } from '../../../src/cards/clean-text.ts';
import { opening } from '../../../src/cards/excerpt.ts';
import { settingsSchema } from '../../../src/engine/settings.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';
import type { OfferedNames } from '../deps.ts';
import { LIMITS } from '../limits.ts';

export type Choice = APIApplicationCommandOptionChoice<string | number>;

export interface SuggestionDeps {
  readonly names: () => Promise<OfferedNames>;
  /** Those of the wanted ones that this person may see, newest first. */
  readonly runs: (wanted: (run: WorkflowSummary) => boolean) => Promise<readonly WorkflowSummary[]>;
}

/** `command`: with its subcommands. What is not known has nothing to offer. */
export async function suggestionsFor(command: string, option: string, typed: string, deps: SuggestionDeps): Promise<readonly Choice[]> {
  switch (option) {
    case 'pattern':
      return fitting([...PATTERNS.map(({ name }) => name), 'inline'], typed);
    case 'persona':
      return fitting((await deps.names()).personas, typed);
    case 'skills':
      return severalOf((await deps.names()).skills, typed);
    case 'template':
      return fitting((await deps.names()).templates, typed);
    case 'name':
      return fitting(settingsSchema.keyof().options, typed);
    case 'words':
      return fitting(await shelfOf(command, deps), typed);
    case 'run':
      return (await deps.runs(runsLike(typed))).slice(0, LIMITS.choices.most).map(runChoice);
    default:
      return [];
  }
}

async function shelfOf(command: string, { names }: SuggestionDeps): Promise<readonly string[]> {
  const { personas, skills, templates, compositions } = await names();
  const shelves: Readonly<Record<string, readonly string[] | undefined>> = { personas, skills, templates, compositions };
  return shelves[command.replace(/^baton /u, '')] ?? [];
}

/** Names that begin with what was typed come before those that only have it. */
function fitting(all: readonly string[], typed: string, before = ''): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  const begins = (name: string) => name.toLowerCase().startsWith(wanted);
  const found = all.filter((name) => name.toLowerCase().includes(wanted));
  const sorted = [...found.filter(begins), ...found.filter((name) => !begins(name))];
  return sorted
    .map((name) => `${before}${name}`)
    .filter(isShort)
    .slice(0, LIMITS.choices.most)
    .map((name) => ({ name, value: name }));
}

/** `aws, dep`: the last of several names is being typed. */
function severalOf(all: readonly string[], typed: string): readonly Choice[] {
  const parts = typed.split(',');
  const last = parts.pop() ?? '';
  const chosen = parts.map((part) => part.trim()).filter((part) => part !== '');
  return fitting(
    all.filter((name) => !chosen.includes(name)),
    last,
    chosen.map((name) => `${name}, `).join(''),
  );
}

/** A longer one would be no choice; it can be typed. */
function isShort(name: string): boolean {
  return name.length <= LIMITS.choiceName.most;
}

function runsLike(typed: string): (run: WorkflowSummary) => boolean {
  const wanted = typed.replace(/^#/u, '').trim().toLowerCase();
  return ({ number, task }) => String(number).startsWith(wanted) || task.toLowerCase().includes(wanted);
}

function runChoice({ number, task }: WorkflowSummary): Choice {
  return { name: opening(`#${number} ${plain(task)}`, LIMITS.choiceName.most).text, value: number };
}
