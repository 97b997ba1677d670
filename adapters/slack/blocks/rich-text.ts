/** Lines and lists as `rich_text`: text in it is text, whatever it says. */
import type { types } from '@slack/bolt';
import { splitAtoms } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import { type Atom, isSeen } from './atoms.ts';
import { bytesOf } from './weight.ts';

export type RichText = types.RichTextBlock;
type Section = types.RichTextSection;

/** A line that is too long for one block goes on in the next. */
export function richLines(atoms: readonly Atom[]): readonly RichText[] {
  return sections(atoms).map((section) => ({ type: 'rich_text', elements: [section] }));
}

/** A list under its line (if there is one), in as few blocks as they fit into. */
export function richList(lead: readonly Atom[], items: readonly (readonly Atom[])[]): readonly RichText[] {
  const blocks: { room: number; leads: Section[]; items: Section[] }[] = [];
  const put = (section: Section, as: 'leads' | 'items'): void => {
    const size = sizeOf(section);
    let block = blocks.at(-1);
    if (!block || block.room < size || (as === 'leads' && block.items.length > 0)) {
      block = { room: LIMITS.richText.most, leads: [], items: [] };
      blocks.push(block);
    }
    block.room -= size;
    block[as].push(section);
  };
  for (const section of sections(lead)) put(section, 'leads');
  for (const item of items) for (const section of sections(item)) put(section, 'items');
  return blocks.map(({ leads, items: within }) => ({
    type: 'rich_text',
    elements: [...leads, ...(within.length > 0 ? [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements: within }] : [])],
  }));
}

export function richSection(atoms: readonly Atom[]): Section {
  return { type: 'rich_text_section', elements: atoms.map(element) };
}

function sections(atoms: readonly Atom[]): readonly Section[] {
  return splitAtoms(atoms, LIMITS.richText.most, atomSize).filter(isSeen).map(richSection);
}

/** Every element weighs something, whatever its text. */
const ELEMENT = 40;

function atomSize(atom: Atom): number {
  return ELEMENT + ('text' in atom ? bytesOf(atom.text) : 0) + ('url' in atom ? bytesOf(atom.url) : 0);
}

function sizeOf({ elements }: Section): number {
  return (
    ELEMENT + elements.reduce((sum, one) => sum + ELEMENT + ('text' in one ? bytesOf(one.text ?? '') : 0) + ('url' in one ? bytesOf(one.url ?? '') : 0), 0)
  );
}

function element(atom: Atom): types.RichTextElement {
  switch (atom.kind) {
    case 'text': {
      const style = STYLES[atom.style];
      return style ? { type: 'text', text: atom.text, style } : { type: 'text', text: atom.text };
    }
    case 'user':
      return { type: 'user', user_id: atom.id };
    case 'usergroup':
      return { type: 'usergroup', usergroup_id: atom.id };
    case 'date':
      return { type: 'date', timestamp: atom.at, format: '{time}', fallback: atom.fallback };
    case 'link':
      return { type: 'link', url: atom.url, text: atom.text };
    default: {
      const missed: never = atom;
      return missed;
    }
  }
}

const STYLES = { plain: null, strong: { bold: true }, emphasis: { italic: true }, code: { code: true } } as const;
