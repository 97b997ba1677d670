/** A card as Discord messages: native components within Discord's limits, in order, nothing cut. The same card gives the same messages. */
import type { Card } from '../../../src/cards/card.ts';
import { textAtom } from '../../../src/chat/text/atoms.ts';
import { accentOf } from './accent.ts';
import { actionPieces } from './actions.ts';
import type { Atom } from './atoms.ts';
import { cardPieces } from './card-pieces.ts';
import type { DiscordMessage, Notified } from './discord-message.ts';
import { markedTexts } from './line-text.ts';
import { type Packed, packed } from './messages.ts';
import { namingIn, notifiedBy } from './naming.ts';
import { type Piece, textPiece } from './piece.ts';

export interface RenderOptions {
  /** Name of the attachment with the plan's picture; without it the picture's words are shown. */
  readonly picture?: string | null;
  /** The guild, whose id is also that of the role of all its members. */
  readonly guild?: string | null;
}

export function renderCard(card: Card, { picture = null, guild = null }: RenderOptions = {}): readonly DiscordMessage[] {
  const naming = namingIn(guild);
  const notify = notifiedBy(card, naming);
  const accent = accentOf(card);
  const pieces = seen(cardPieces(card, { picture, naming }), card.actions.length > 0);
  const put = (unnamed: readonly string[]): readonly Packed[] => packed(withUnnamed(pieces, unnamed), actionPieces(card.actions), accent);
  const said = new Set<string>();
  return namingAll(put, tokensOf(notify), []).map(({ container, uploads, shows }) => {
    const text = JSON.stringify(container);
    const first = (token: string): boolean => text.includes(token) && !said.has(token) && said.add(token).size > 0;
    const here: Notified = { users: notify.users.filter((id) => first(`<@${id}>`)), roles: notify.roles.filter((id) => first(`<@&${id}>`)) };
    return { components: [container], uploads, shows, notify: here };
  });
}

/** Discord notifies whom the text of a message names, so the first message names all of them, as far as there is room. */
function namingAll(put: (unnamed: readonly string[]) => readonly Packed[], tokens: readonly string[], unnamed: readonly string[]): readonly Packed[] {
  const messages = put(unnamed);
  const first = JSON.stringify(messages[0]?.container ?? '');
  const missing = tokens.filter((token) => !first.includes(token) && !unnamed.includes(token));
  return missing.length === 0
    ? messages
    : namingAll(
        put,
        tokens,
        tokens.filter((token) => unnamed.includes(token) || missing.includes(token)),
      );
}

function tokensOf({ users, roles }: Notified): readonly string[] {
  return [...users.map((id) => `<@${id}>`), ...roles.map((id) => `<@&${id}>`)];
}

/** Under the first piece and in it, so that nothing comes between them; above it where it is a long one. */
function withUnnamed(pieces: readonly Piece[], tokens: readonly string[]): readonly Piece[] {
  const atoms = tokens.flatMap((token, index): readonly Atom[] => [...(index === 0 ? [] : [textAtom(' ')]), { kind: 'token', token, words: token }]);
  const [opening, ...more] = markedTexts('-# ', atoms);
  const [first, ...others] = pieces;
  if (opening === undefined) return pieces;
  const rest = more.map((text) => textPiece(text));
  if (first?.kind !== 'text' || first.apart || first.text.length > LONG) return [textPiece(opening), ...rest, ...pieces];
  return [{ ...first, text: `${first.text}\n${opening}` }, ...rest, ...others];
}

/** With the longest text of a line it still fits into a message. */
const LONG = 400;

/** Discord takes no message without anything in it. */
function seen(pieces: readonly Piece[], hasActions: boolean): readonly Piece[] {
  return pieces.length > 0 || hasActions ? pieces : [textPiece('…')];
}
