/** Puts the pieces of a card into messages, in order. The buttons come last and stay with what they are about. */

import { type APIContainerComponent, ComponentType, SeparatorSpacingSize } from 'discord.js';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import { LIMITS } from '../limits.ts';
import type { InContainer } from './discord-message.ts';
import { isRow, type Piece } from './piece.ts';
import { weightOf } from './weight.ts';

export interface Packed {
  readonly container: APIContainerComponent;
  readonly uploads: readonly Upload[];
  readonly shows: readonly string[];
}

export function packed(pieces: readonly Piece[], actions: readonly Piece[], accent: number): readonly Packed[] {
  const messages: Piece[][] = [[]];
  for (const unit of withButtons(pieces, actions, accent)) {
    const current = messages.at(-1) ?? [];
    if (current.length === 0 || fits([...current, ...unit], accent)) current.push(...unit);
    else messages.push([...announcing(current, unit, accent), ...unit]);
  }
  return messages.map((message) => ({
    container: container(message, accent),
    uploads: message.flatMap((piece) => (piece.kind === 'text' ? piece.uploads : [])),
    shows: message.flatMap((piece) => (piece.kind === 'component' ? piece.shows : [])),
  }));
}

/** What is asked stands with the buttons that answer it. */
function withButtons(pieces: readonly Piece[], actions: readonly Piece[], accent: number): readonly (readonly Piece[])[] {
  const asked = [...pieces.slice(-1), ...actions];
  const alone = (one: Piece): readonly Piece[] => [one];
  return fits(asked, accent) ? [...pieces.slice(0, -1).map(alone), asked] : [...pieces, ...actions].map(alone);
}

/** Takes the line that announces what follows off the end of a full message, where something else is left in it. */
function announcing(current: Piece[], unit: readonly Piece[], accent: number): readonly Piece[] {
  const last = current.at(-1);
  return current.length > 1 && last?.kind === 'text' && last.leads && fits([last, ...unit], accent) ? current.splice(-1) : [];
}

function fits(pieces: readonly Piece[], accent: number): boolean {
  if (pieces.filter(isRow).length > LIMITS.rows.most) return false;
  const { components, text } = weightOf(container(pieces, accent));
  return components <= LIMITS.componentsPerMessage.most && text <= LIMITS.messageText.most;
}

function container(pieces: readonly Piece[], accent: number): APIContainerComponent {
  const components: InContainer[] = [];
  let open = false;
  for (const [index, piece] of pieces.entries()) {
    const last = components.at(-1);
    if (piece.kind === 'component') {
      if (isRow(piece) && index > 0 && last?.type !== ComponentType.ActionRow) components.push(SEPARATOR);
      components.push(piece.component);
      open = false;
    } else if (open && !piece.apart && last?.type === ComponentType.TextDisplay) {
      components[components.length - 1] = { ...last, content: `${last.content}\n${piece.text}` };
    } else {
      components.push({ type: ComponentType.TextDisplay, content: piece.text });
      open = !piece.apart;
    }
  }
  return { type: ComponentType.Container, accent_color: accent, components };
}

const SEPARATOR: InContainer = { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
