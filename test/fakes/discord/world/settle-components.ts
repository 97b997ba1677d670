/** Components as they stand in a message: each with an id of its own, and `attachment://name` made the file's address. */
import type { Loose } from '../loose.ts';
import { fileJson } from './message-json.ts';
import type { World } from './world.ts';

export function settleComponents(world: World, components: readonly Loose[], attachments: readonly string[]): Loose[] {
  let next = 0;
  const taken = new Set<number>();
  walk(components, (one) => void (typeof one.id === 'number' && one.id > 0 && taken.add(one.id)));
  const files = attachments.flatMap((id) => world.files.get(id) ?? []);

  function settle(value: Loose): Loose {
    if (Array.isArray(value)) return value.map(settle);
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.url === 'string' && value.url.startsWith('attachment://')) {
      const file = files.find((one) => one.name === value.url.slice('attachment://'.length));
      return file ? { ...value, url: fileJson(world, file).url, attachment_id: file.id, content_type: file.contentType } : value;
    }
    const settled = Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, typeof entry === 'object' ? settle(entry) : entry]));
    if (typeof value.type !== 'number') return settled;
    while (!(typeof value.id === 'number' && value.id > 0) && taken.has(++next));
    return { ...settled, id: typeof value.id === 'number' && value.id > 0 ? value.id : next };
  }
  return settle(components);
}

/** Every component, the nested ones too. */
export function walk(value: Loose, visit: (component: Loose) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null && typeof value.type === 'number') {
    visit(value);
    walk(value.components, visit);
    walk(value.component, visit);
    walk(value.accessory, visit);
  }
}
