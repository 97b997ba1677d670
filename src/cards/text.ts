/** A card as plain text: for the JSON API, the documentation, logs of runs and tests. Nothing is left out. */
import type { PersonId } from '../engine/ids.ts';
import type { Block, Card, Line, Span, Step } from './card.ts';
import { duration, size } from './figures.ts';

export interface TextOptions {
  /** Names for person ids; an id without a name stands for itself. */
  readonly names?: ReadonlyMap<PersonId, string>;
}

export function cardText(card: Card, options: TextOptions = {}): string {
  const write = (line: Line): string => lineText(line, options);
  const parts = card.blocks.map((block) => blockText(block, write));
  if (card.actions.length > 0) parts.push(card.actions.map((action) => `[${action.label}]`).join(' '));
  return parts.join('\n');
}

export function lineText(line: Line, options: TextOptions = {}): string {
  return line.map((span) => spanText(span, options)).join('');
}

/** `14:02 UTC`: the zone is named, because the reader may sit in another one. */
export function timeText(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short' }).format(at);
}

function blockText(block: Block, write: (line: Line) => string): string {
  switch (block.kind) {
    case 'heading':
    case 'line':
    case 'context':
      return write(block.line);
    case 'list':
      return block.items.map((item) => `- ${write(item)}`).join('\n');
    case 'steps':
      return block.steps.map((step) => stepText(step, write)).join('\n');
    case 'markdown':
      return block.source;
    case 'files':
      return block.files.map((file) => `- ${file.name} (${size(file.bytes)})`).join('\n');
    case 'picture':
      return block.alt;
    case 'alert':
      return `! ${write(block.line)}`;
    default: {
      const missed: never = block;
      return missed;
    }
  }
}

function stepText(step: Step, write: (line: Line) => string): string {
  const detail = write(step.detail);
  return `${step.label} ${step.title}${detail === '' ? '' : ` · ${detail}`}`;
}

function spanText(span: Span, options: TextOptions): string {
  switch (span.kind) {
    case 'text':
    case 'strong':
    case 'emphasis':
    case 'code':
      return span.text;
    case 'person':
      return `@${options.names?.get(span.id) ?? span.id}`;
    case 'group':
      return `@${span.id}`;
    case 'time':
      return timeText(span.at, span.zone);
    case 'elapsed':
      return duration(Math.max(0, span.asOf - span.since));
    default: {
      const missed: never = span;
      return missed;
    }
  }
}
