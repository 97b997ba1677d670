/** A part of a card on its way into a message. */

import { ComponentType } from 'discord.js';
import type { Upload } from '../../../src/chat/sending/card-forms.ts';
import type { InContainer } from './discord-message.ts';

export type Piece =
  /** Neighbours share a text display, unless one stands `apart` because its markup must not reach the other. */
  | { readonly kind: 'text'; readonly text: string; readonly apart: boolean; readonly leads: boolean; readonly uploads: readonly Upload[] }
  /** `shows`: the attachments in it. */
  | { readonly kind: 'component'; readonly component: InContainer; readonly shows: readonly string[] };

/** `leads`: it announces what follows, so it should not be the last thing in a message. */
export function textPiece(text: string, leads = false): Piece {
  return { kind: 'text', text, apart: false, leads, uploads: [] };
}

export function apart(text: string): Piece {
  return { kind: 'text', text, apart: true, leads: false, uploads: [] };
}

export function componentPiece(component: InContainer, shows: readonly string[] = []): Piece {
  return { kind: 'component', component, shows };
}

export function isRow(piece: Piece): boolean {
  return piece.kind === 'component' && piece.component.type === ComponentType.ActionRow;
}
