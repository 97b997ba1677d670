/** What a composition works from: what people gave for its inputs. Its tasks only say that it was given. */
import type { GivenInput } from '../engine/composition.ts';
import type { Workflow } from '../engine/state.ts';
import type { Block, Line } from './card.ts';
import { opening } from './excerpt.ts';
import { context, line, listed } from './spans.ts';

export function givenWords({ composition, reuse }: Workflow): Block | null {
  const given = composition?.given ?? [];
  return given.length === 0 || reuse !== null ? null : context('Given: ', ...listed(given.map(one), 'and'), '.');
}

function one({ name, value }: GivenInput): Line {
  return value.kind === 'text' ? line(`${name} “${opening(value.text, 120).text}”`) : line(`${name} (${value.files.map((file) => file.name).join(', ')})`);
}
