/** The settings in force, each with where its value comes from, and what a change did. */
import { type SettingName, settingsSchema } from '../engine/settings.ts';
import type { ResolvedSettings, SettingScope, SettingSource } from '../ports/settings-store.ts';
import type { Block, Card, Line } from './card.ts';
import { sentenceList } from './figures.ts';
import { SETTING_WORDS, valueInWords } from './setting-words.ts';
import { alert, blocks, card, code, context, dotted, list, says, strong } from './spans.ts';

/** `reset`: values were taken away, so that the next source shows. */
export type SettingsNote = { readonly kind: 'changed' | 'reset'; readonly names: readonly SettingName[]; readonly scope: SettingScope };

export function settingsCard(resolved: ResolvedSettings, note: SettingsNote | null = null): Card {
  return card(
    'settings',
    blocks(
      note ? changed(note, resolved) : null,
      says(strong('Settings here')),
      list(settingsSchema.keyof().options.map((name) => row(name, resolved))),
      context(
        'A channel’s value goes before the workspace’s, that before the file’s (orchestrator.local.md), that before the default. A run keeps the values it started with. /baton help settings says how to change them.',
      ),
    ),
  );
}

/** The settings as the file that `/baton settings import` reads. */
export function settingsFileCard(file: string): Card {
  const fence = '`'.repeat(Math.max(3, ...[...file.matchAll(/`+/gu)].map(([run]) => run.length + 1)));
  return card('settings', [
    says(strong('orchestrator.local.md'), ' with the values in force here:'),
    { kind: 'markdown', source: `${fence}yaml\n${file.trimEnd()}\n${fence}` },
  ]);
}

export const SOURCE_WORDS: Readonly<Record<SettingSource, string>> = {
  channel: 'set for this channel',
  workspace: 'set for the workspace',
  file: 'from orchestrator.local.md',
  default: 'default',
};

function row(name: SettingName, resolved: ResolvedSettings): Line {
  return dotted([code(name), ': ', strong(valueInWords(name, resolved.values))], SOURCE_WORDS[resolved.sources[name]], SETTING_WORDS[name].does);
}

/** A channel's value hides the workspace's: then the change is real and shows nowhere here, which must be said. */
function changed(note: SettingsNote, resolved: ResolvedSettings): readonly Block[] {
  const where = note.scope === 'channel' ? 'for this channel' : 'for the workspace';
  const hidden = note.scope === 'workspace' ? note.names.filter((name) => resolved.sources[name] === 'channel') : [];
  return blocks(
    alert('info', sentence(note, where)),
    hidden.length > 0 ? alert('warning', `This channel has its own value for ${sentenceList(hidden)}, which goes first here.`) : null,
  );
}

function sentence(note: SettingsNote, where: string): string {
  const verb = note.kind === 'changed' ? 'Changed' : 'Reset';
  return `${verb} ${where}: ${sentenceList(note.names)}. It counts from the next run on.`;
}
