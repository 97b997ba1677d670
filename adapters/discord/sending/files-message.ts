/** A message of files alone: each as a file that can be opened, under its own name where Discord would not take that. */
import { type APIComponentInContainer, ComponentType } from 'discord.js';
import { splitText } from '../../../src/chat/text/split-text.ts';
import { escapeText } from '../components/escape.ts';
import { attachmentNames } from './attachment-name.ts';
import type { NewFile, OutgoingMessage } from './outgoing.ts';

export interface FileOfRun {
  readonly name: string;
  readonly content: Uint8Array;
}

/** At most ten. */
export function filesMessage(files: readonly FileOfRun[]): OutgoingMessage {
  const names = attachmentNames(files.map(({ name }) => name));
  const sent = files.map(({ content }, index): NewFile => ({ name: names[index] ?? 'file', alt: null, content: async () => content }));
  const shown = files.flatMap(({ name }, index): readonly APIComponentInContainer[] => {
    const under = names[index] ?? '';
    const file = { type: ComponentType.File, file: { url: `attachment://${under}` } } as const;
    return under === name ? [file] : [words(`-# ${escapeText(short(name))}`), file];
  });
  return message(shown, sent);
}

/** As many messages as the text needs. */
export function wordsMessages(text: string): readonly OutgoingMessage[] {
  return splitText(text, PART).map((part) => message([words(escapeText(part))], []));
}

/** Escaping makes it more, of 4,000. */
const PART = 1_500;

/** The card has it whole. */
function short(name: string): string {
  const [letters] = splitText(name.replaceAll('\n', ' '), LONGEST_NAME);
  return letters === name || letters === undefined ? name : `${letters}…`;
}

/** Ten of them, escaped, have room in one message. */
const LONGEST_NAME = 120;

function words(content: string): APIComponentInContainer {
  return { type: ComponentType.TextDisplay, content };
}

function message(components: readonly APIComponentInContainer[], files: readonly NewFile[]): OutgoingMessage {
  return {
    components: [{ type: ComponentType.Container, components: [...components] }],
    uploads: [],
    shows: files.map(({ name }) => name),
    notify: { users: [], roles: [] },
    files,
    answers: null,
  };
}
