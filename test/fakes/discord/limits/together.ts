/** What holds for all components of a message or a form together: how many, how much text, no custom id or id twice. */
import type { Loose } from '../loose.ts';
import { walk } from '../world/settle-components.ts';
import { length, object, type Problem, text } from './schema.ts';
import { ID } from './usable.ts';

export const MOST_COMPONENTS = 40;
const MOST_TEXT = 4000;

export const textDisplay = object({ ...ID, 'content!': text(MOST_TEXT, 1) });

export function together(components: readonly Loose[], problems: Problem[], v2: boolean, path: Problem['path'] = ['components']): void {
  let count = 0;
  let characters = 0;
  const seen = { custom: new Set<string>(), id: new Set<number>() };
  walk(components, (component) => {
    count += 1;
    if (component.type === 10 && typeof component.content === 'string') characters += length(component.content);
    if (typeof component.custom_id === 'string') {
      if (seen.custom.has(component.custom_id))
        problems.push({ path, code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message: 'Component custom id cannot be duplicated' });
      seen.custom.add(component.custom_id);
    }
    if (typeof component.id === 'number' && component.id !== 0) {
      if (seen.id.has(component.id)) problems.push({ path, code: 'COMPONENT_ID_DUPLICATED', message: 'Component id cannot be duplicated' });
      seen.id.add(component.id);
    }
  });
  if (v2 && count > MOST_COMPONENTS)
    problems.push({ path, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message: `The total number of components cannot exceed ${MOST_COMPONENTS}` });
  if (v2 && characters > MOST_TEXT)
    problems.push({
      path,
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `The maximum displayable text size must be less than or equal to ${MOST_TEXT}`,
    });
}
