/** Components as lines of text: what stands there, and what can be used there in square brackets. */
import type { Loose } from '../loose.ts';
import type { World } from '../world/world.ts';
import { shownText } from './markdown.ts';

export function componentLines(world: World, components: readonly Loose[]): string[] {
  return components.flatMap((one) => lines(world, one));
}

function lines(world: World, one: Loose): string[] {
  switch (one.type) {
    case 1:
      return [one.components.map(usable).join(' ')];
    case 9:
      return [...componentLines(world, one.components), ...(one.accessory.type === 11 ? [picture(world, one.accessory)] : [usable(one.accessory)])];
    case 10:
      return shownText(world, one.content).split('\n');
    case 12:
      return one.items.map((item: Loose) => picture(world, item));
    case 13:
      return [`[file: ${nameOf(world, one.file)}]`];
    case 14:
      return one.divider === false ? [''] : ['---'];
    case 17:
      return componentLines(world, one.components).map((line) => `| ${line}`.trimEnd());
    default:
      return [usable(one)];
  }
}

function usable(one: Loose): string {
  const name = one.type === 2 ? [one.emoji?.name, one.label].filter(Boolean).join(' ') : `${one.placeholder ?? 'choose'} v`;
  return `[${name}${one.disabled ? ' (off)' : ''}${one.url ? ` -> ${one.url}` : ''}]`;
}

function picture(world: World, item: Loose): string {
  return `[picture: ${item.description ?? nameOf(world, item.media)}]`;
}

function nameOf(world: World, media: Loose): string {
  return world.files.get(media.attachment_id)?.name ?? media.url;
}
