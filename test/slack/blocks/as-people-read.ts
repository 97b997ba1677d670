/** Cards as people read them in Slack: what notifies, what stands there, where one message ends and the next begins. */
import { type RenderOptions, renderCard } from '../../../adapters/slack/blocks/render.ts';
import type { Card } from '../../../src/cards/card.ts';
import { personId } from '../../../src/engine/ids.ts';
import { blockLines } from '../../fakes/slack/seen/block-lines.ts';
import { readMrkdwn } from '../../fakes/slack/seen/mrkdwn.ts';
import { ANA, BEN, CLEO, seedWorkspace } from '../../fakes/slack/world/seed.ts';

const workspace = seedWorkspace({});
const names = new Map([
  [personId(ANA), 'Ana Alvarez'],
  [personId(BEN), 'Ben Bauer'],
  [personId(CLEO), 'Cleo Chen'],
]);

/** The card as it would be in Slack: the people of the stories have Slack's ids. */
function inSlack(card: Card): Card {
  return JSON.parse(JSON.stringify(card).replaceAll('"ana"', `"${ANA}"`).replaceAll('"ben"', `"${BEN}"`).replaceAll('"cleo"', `"${CLEO}"`));
}

export function asPeopleRead(card: Card, options: Partial<RenderOptions> = {}): string {
  const messages = renderCard(inSlack(card), { rejects: new Set(), names, ...options });
  return messages.map(({ text, blocks }) => [`(notification) ${readMrkdwn(text, workspace)}`, ...blockLines(blocks, workspace)].join('\n')).join('\n~~~~~~\n');
}
