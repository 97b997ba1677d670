/** Words of people as tasks read them: names instead of ids, those that came with them first. */
import type { PersonId, TenantId } from '../../../src/engine/ids.ts';
import { asPeopleSee, namedIn } from './discord-text.ts';
import type { HandlerDeps } from './handler.ts';

export interface Words {
  readonly text: string;
  /** What people and places in it are called, as far as Discord said it. */
  readonly names: Readonly<Record<string, string>>;
}

type WordsDeps = Pick<HandlerDeps, 'people' | 'botId'>;

/** Whoever acts, in a guild: names of places that they do not see stay ids. */
interface Reader {
  readonly tenant: TenantId;
  readonly reader: PersonId;
}

interface Said {
  readonly tenant: TenantId;
  readonly body: { readonly user: PersonId };
}

export async function wordsRead({ tenant, body }: Said, text: string, names: Words['names'], deps: WordsDeps): Promise<string> {
  return (await allRead({ tenant, reader: body.user }, [{ text, names }], deps))[0] ?? '';
}

/** Of several texts together: for all of them Discord is asked a few names at the most. */
export async function allRead({ tenant, reader }: Reader, words: readonly Words[], { people, botId }: WordsDeps): Promise<readonly string[]> {
  const own = botId();
  const unnamed = new Set(words.flatMap(({ text, names }) => [...namedIn(text)].filter((id) => !Object.hasOwn(names, id) && id !== own)));
  const asked = [...unnamed].filter((id) => SNOWFLAKE.test(id)).slice(0, MOST_ASKED);
  const found = asked.length === 0 ? [] : await people.names(tenant, new Set(asked), reader);
  return words.map(({ text, names }) => asPeopleSee(text, new Map([...found, ...Object.entries(names)]), own));
}

/** Anybody can write any number of ids into a text, and each would be a question or two to Discord; the rest stand there as ids. */
const MOST_ASKED = 20;
const SNOWFLAKE = /^[1-9]\d{14,19}$/u;
