/** Words of people as tasks read them: names instead of ids, those that came with them first. */

import { asPeopleSee, namedIn } from './discord-text.ts';
import type { HandlerDeps } from './handler.ts';
import type { Job } from './work.ts';

export async function wordsRead(
  { tenant }: Pick<Job, 'tenant'>,
  text: string,
  names: Readonly<Record<string, string>>,
  { people, botId }: Pick<HandlerDeps, 'people' | 'botId'>,
): Promise<string> {
  const own = botId();
  const unnamed = new Set([...namedIn(text)].filter((id) => names[id] === undefined && id !== own));
  const found = unnamed.size === 0 ? new Map<string, string>() : await people.names(tenant, unnamed);
  return asPeopleSee(text, new Map([...Object.entries(names), ...found]), own);
}
