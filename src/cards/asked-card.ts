/** A word to those whom an edited card asks: on chat platforms an edit notifies nobody. */
import type { GroupId, PersonId } from '../engine/ids.ts';
import type { Card } from './card.ts';
import { card, group, line, listed, person, strong } from './spans.ts';

export function askedCard(people: readonly PersonId[], groups: readonly GroupId[]): Card {
  const asked = [...people.map((id) => line(person(id))), ...groups.map((id) => line(group(id)))];
  return card('notice', [{ kind: 'line', line: line(strong('Waits for an answer: '), ...listed(asked, 'or'), ', see above.') }], [], people, groups);
}
