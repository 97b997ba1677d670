/**
 * Cuts Markdown into parts that each stand for themselves: between paragraphs, within a long table between rows (with
 * its head again), within long code between lines (with its fence again), and only then within a paragraph.
 */
import { closes, type Fence, LANGUAGE, markdownLines } from './markdown-lines.ts';
import type { Measure } from './measure.ts';
import { splitText } from './split-text.ts';

/** `most` as the measure counts. */
export function splitMarkdown(source: string, most: number, measure: Measure): readonly string[] {
  const parts: string[] = [];
  for (const unit of units(source).flatMap((one) => smaller(one, most, measure))) {
    const last = parts.at(-1);
    const together = last === undefined ? null : `${last}\n${unit.afterBlank ? '\n' : ''}${unit.text}`;
    if (together !== null && !unit.apart && measure.sizeOf(together) <= most) parts[parts.length - 1] = together;
    else parts.push(unit.text);
  }
  return parts;
}

interface Unit {
  readonly kind: 'text' | 'table' | 'code';
  readonly text: string;
  /** An empty line stands before it. */
  readonly afterBlank: boolean;
  /** It repeats a head or a fence, so it begins a part. */
  readonly apart: boolean;
  readonly fence: Fence | null;
}

/** Paragraphs, tables and fenced code. */
function units(source: string): readonly Unit[] {
  const found: { kind: Unit['kind']; lines: string[]; afterBlank: boolean; fence: Fence | null }[] = [];
  let blank = false;
  let fresh = true;
  for (const { text, fence } of markdownLines(source)) {
    if (fence === null && text.trim() === '') {
      blank = found.length > 0;
      fresh = true;
      continue;
    }
    const kind = fence ? 'code' : TABLE_ROW.test(text) ? 'table' : 'text';
    const last = found.at(-1);
    if (last && !fresh && last.kind === kind && last.fence === fence) last.lines.push(text);
    else found.push({ kind, lines: [text], afterBlank: blank, fence });
    blank = false;
    fresh = false;
  }
  return found.map(({ kind, lines, afterBlank, fence }) => ({ kind, text: lines.join('\n'), afterBlank, apart: false, fence }));
}

const TABLE_ROW = /^\s*\|.*\|\s*$/u;

function smaller(unit: Unit, most: number, measure: Measure): readonly Unit[] {
  if (measure.sizeOf(unit.text) <= most) return [unit];
  const parts = partsOf(unit, { most, measure });
  return parts.map((text, index) => ({ ...unit, text, afterBlank: index === 0 && unit.afterBlank, apart: index > 0 && unit.kind !== 'text' }));
}

interface Room {
  readonly most: number;
  readonly measure: Measure;
}

function partsOf({ kind, text, fence }: Unit, room: Room): readonly string[] {
  if (kind === 'code') return code(text, fence, room);
  return kind === 'table' ? table(text, room) : gathered(text.split('\n'), room);
}

/** A fence that takes up much of a part by itself is nobody's code. */
const LONGEST_FENCE = 200;

function code(text: string, fence: Fence | null, room: Room): readonly string[] {
  const [opening = '', ...lines] = text.split('\n');
  if (fence === null || opening.length > LONGEST_FENCE || room.measure.sizeOf(opening) > room.most / 2) return gathered(text.split('\n'), room);
  const closing = `${fence.prefix}${fence.marker}`;
  const body = closes(lines.at(-1) ?? '', fence) ? lines.slice(0, -1) : lines;
  // Words behind a fence that are no language stand in the code once; they are not what it is opened with again.
  const again = `${fence.prefix}${fence.marker}${LANGUAGE.test(fence.info) ? fence.info : ''}`;
  return gathered(body, room, opening, closing).map((part, index) => (index === 0 ? part : `${again}${part.slice(opening.length)}`));
}

function table(text: string, room: Room): readonly string[] {
  const [head = '', rule = '', ...rows] = text.split('\n');
  const repeated = `${head}\n${rule}`;
  // Without a rule it is no table, and a head that fills a part cannot be repeated.
  if (!/^[\s|:-]+$/u.test(rule) || room.measure.sizeOf(repeated) > room.most / 2) return gathered(text.split('\n'), room);
  return gathered(rows, room, repeated);
}

/** As many lines as fit, between what opens and what closes each part. */
function gathered(lines: readonly string[], { most, measure }: Room, opens = '', closes = ''): readonly string[] {
  const room = most - measure.sizeOf(opens) - measure.sizeOf(closes) - 2;
  const parts: string[][] = [];
  let left = 0;
  for (const line of lines.flatMap((one) => shortened(one, room, measure))) {
    const needed = measure.sizeOf(line) + 1;
    const part = parts.at(-1);
    if (part && needed <= left) part.push(line);
    else parts.push([line]);
    left = (part && needed <= left ? left : room) - needed;
  }
  return parts.map((part) => [...(opens === '' ? [] : [opens]), ...part, ...(closes === '' ? [] : [closes])].join('\n'));
}

function shortened(line: string, room: number, measure: Measure): readonly string[] {
  return measure.sizeOf(line) + 1 <= room ? [line] : splitText(line, Math.max(1, Math.floor((room - 1) / measure.perUnit)));
}
