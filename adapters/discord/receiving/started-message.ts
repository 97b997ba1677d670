/** The answer to a command that began a run: a way to its thread. */
import { ButtonStyle, ComponentType } from 'discord.js';
import { OPEN_THREAD, startedCard } from '../../../src/cards/started-card.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import { componentPiece } from '../components/piece.ts';
import { stepMessage } from '../modals/step-message.ts';

export function startedMessage(number: number, link: string): readonly DiscordMessage[] {
  const button = { type: ComponentType.Button as const, style: ButtonStyle.Link as const, label: OPEN_THREAD, url: link };
  return stepMessage(startedCard(number), [componentPiece({ type: ComponentType.ActionRow, components: [button] })]);
}
