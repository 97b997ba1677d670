/** Cards as people read them in Discord: what stands there, what can be used, whom it calls, where one message ends and the next begins. */
import { type RenderOptions, renderCard } from '../../../adapters/discord/components/render.ts';
import type { Card } from '../../../src/cards/card.ts';
import { mentionable } from '../../fakes/discord/world/mentions.ts';
import { ANA, BEN } from './any-card.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  [ANA, 'Ana Alvarez'],
  [BEN, 'Ben Bauer'],
]);

/** As it is sent, with names for ids and the words of buttons; the signs of Discord's Markdown stay, so that they can be reviewed. */
export function asPeopleRead(card: Card, options: RenderOptions = {}): string {
  return renderCard(inDiscord(card), options)
    .map(({ components, notify, shows }) =>
      [
        ...components[0].components.flatMap(shown),
        ...shows.map((name) => `(shows ${name})`),
        ...(notify.users.length + notify.roles.length === 0
          ? []
          : [`(notifies ${[...notify.users, ...notify.roles].map((id) => NAMES.get(id) ?? id).join(', ')})`]),
      ].join('\n'),
    )
    .join('\n~~~~~~\n')
    .concat('\n');
}

/** The people of the stories have Discord's ids. */
function inDiscord(card: Card): Card {
  return JSON.parse(JSON.stringify(card).replaceAll('"ana"', `"${ANA}"`).replaceAll('"ben"', `"${BEN}"`));
}

function shown(part: object): readonly string[] {
  if ('content' in part)
    return [
      mentionable('', [part])
        .trimStart()
        .replace(/<@&?(\d+)>/gu, (whole, id: string) => `<@${NAMES.get(id) ?? whole}>`),
    ];
  if ('items' in part && Array.isArray(part.items)) return part.items.map((item) => `[picture: ${item.description ?? item.media.url}]`);
  if ('components' in part && Array.isArray(part.components)) return [part.components.map((one) => `[${one.label ?? one.placeholder}]`).join(' ')];
  return ['---'];
}
