/** What was said in a thread before a request, as one file beside the request: each message with who wrote it and when. */

import type { SpokenBefore } from '../ports/desk.ts';
import type { Ids } from '../ports/ids.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import { storableText } from './clean-text.ts';
import { textArtifact } from './stored-text.ts';

/** About 10,000 tokens. The newest messages matter most, so older ones are left out first. */
const MAX_CHARACTERS = 40_000;

export interface ThreadBackground {
  readonly file: NewArtifact;
  readonly messages: number;
}

/** Null when nothing was said. */
export function backgroundOf(said: readonly SpokenBefore[], ids: Ids): ThreadBackground | null {
  const entries = said.flatMap(({ author, at, text }) => {
    const clean = storableText(text).trim();
    return clean === '' ? [] : [`### ${author.replace(/\s+/gu, ' ')}, ${new Date(at).toISOString()}\n\n${escaped(clean)}`];
  });
  const kept = newest(entries);
  if (kept.length === 0) return null;
  const left = entries.length - kept.length;
  const note = left > 0 ? [`${left} older ${left === 1 ? 'message is' : 'messages are'} left out.`] : [];
  return { file: textArtifact([...note, ...kept].join('\n\n'), 'thread-so-far.md', ids), messages: kept.length };
}

/** The messages of such a file, each with who wrote it and when. */
export function messagesIn(text: string): readonly string[] {
  return text
    .split(/^### (?=.+, \d{4}-\d\d-\d\dT[\d:.]+Z$)/mu)
    .slice(1)
    .map((entry) => unescaped(entry).replace('\n\n', ': ').trim());
}

/** What looks like the line above a message gets a backslash: nobody puts words into somebody else's mouth. */
function escaped(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*\\*)(?=###\s)/gmu, '$1\\');
}

function unescaped(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*\\*)\\(?=###\s)/gmu, '$1');
}

/** A single message that is too long keeps its beginning. */
function newest(entries: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let room = MAX_CHARACTERS;
  for (const entry of entries.toReversed()) {
    if (entry.length > room && kept.length > 0) break;
    kept.unshift(entry.length > room ? `${entry.slice(0, room).toWellFormed()} …` : entry);
    room -= entry.length;
  }
  return kept;
}
