/** Lines, lists, quiet lines and alerts as blocks, each with the older form for workspaces that refuse the newer one. */
import type { Block } from '../../../src/cards/card.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { LIMITS } from '../limits.ts';
import type { Atom } from './atoms.ts';
import { textObjects } from './mrkdwn.ts';
import { richLines, richList } from './rich-text.ts';
import type { BlockType, SlackBlock } from './slack-message.ts';

type Rejects = ReadonlySet<BlockType>;
type Atoms = readonly Atom[];

export function lineBlocks(atoms: Atoms, rejects: Rejects): readonly SlackBlock[] {
  return rejects.has('rich_text') ? sectionBlocks(atoms) : richLines(atoms);
}

/** `lead`: the line that the list stands under. */
export function listBlocks(lead: Atoms, items: readonly Atoms[], rejects: Rejects): readonly SlackBlock[] {
  if (!rejects.has('rich_text')) return richList(lead, items);
  return rowBlocks(
    lead,
    items.map((item) => [textAtom('• '), ...item]),
    rejects,
  );
}

/** A list whose items have marks of their own. */
export function rowBlocks(lead: Atoms, rows: readonly Atoms[], rejects: Rejects): readonly SlackBlock[] {
  const lines = [lead, ...rows].filter((line) => line.length > 0);
  return lineBlocks(
    lines.flatMap((line, index) => (index === 0 ? line : [textAtom('\n'), ...line])),
    rejects,
  );
}

export function contextBlocks(atoms: Atoms): readonly SlackBlock[] {
  return textObjects(atoms, LIMITS.textObject.most).map((text) => ({ type: 'context', elements: [text] }));
}

export function alertBlocks(tone: Extract<Block, { kind: 'alert' }>['tone'], atoms: Atoms, rejects: Rejects): readonly SlackBlock[] {
  if (rejects.has('alert')) return sectionBlocks([textAtom(ALERT_MARKS[tone]), ...atoms]);
  return textObjects(atoms, LIMITS.alertText.most).map((text) => ({ type: 'alert', level: tone, text }));
}

/** Where Slack draws no frame. */
const ALERT_MARKS = { info: 'ℹ️ ', warning: '⚠️ ', error: '🛑 ' } as const;

function sectionBlocks(atoms: Atoms): readonly SlackBlock[] {
  return textObjects(atoms, LIMITS.sectionText.most).map((text) => ({ type: 'section', text }));
}
