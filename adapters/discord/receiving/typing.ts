/** Answers somebody who types into a field, at once: what is late is of no use, and what they may not see is not suggested. */
import { InteractionResponseType } from 'discord.js';
import type { Logger } from 'pino';
import { timely } from '../../../src/chat/receiving/timely.ts';
import type { ChannelId, ThreadId } from '../../../src/engine/ids.ts';
import type { WorkflowSummary } from '../../../src/ports/archive.ts';
import { type Choice, suggestionsFor } from '../commands/suggestions.ts';
import type { Callbacks } from './callbacks.ts';
import type { HandlerDeps } from './handler.ts';
import type { Incoming } from './incoming.ts';

type Typed = Extract<Incoming, { kind: 'typing' }>;

export interface TypingDeps extends Pick<HandlerDeps, 'archive' | 'people' | 'libraryNames' | 'clock'> {
  readonly callbacks: Callbacks;
  readonly log: Logger;
}

const ANSWERS_WITHIN_MS = 2_000;

/** Never rejects. */
export async function answerTyping(typed: Typed, deps: TypingDeps): Promise<void> {
  try {
    const found = await timely(choicesFor(typed, deps), ANSWERS_WITHIN_MS, deps.clock);
    const choices = found === 'late' ? [] : [...found];
    await deps.callbacks.first(typed.id, typed.token, { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
  } catch (error) {
    deps.log.info({ err: error }, 'nothing was suggested to somebody who types');
  }
}

async function choicesFor({ tenant, user, channel, said, command, option, typed }: Typed, deps: TypingDeps): Promise<readonly Choice[]> {
  const standing = await deps.people.standing(tenant, user, channel, said);
  if (standing.kind !== 'may' && standing.admin === null) return [];
  const sees = (at: ChannelId, thread: ThreadId) => deps.people.sees(tenant, user, at, thread);
  return await suggestionsFor(command, option, typed, { names: deps.libraryNames, runs: (wanted) => seenRuns({ tenant, sees, wanted }, deps) });
}

const MOST_RUNS = 60;
/** Whoever may see a run is a question or two to Discord: of these it is asked, while somebody types. */
const MOST_LOOKED_AT = 25;

async function seenRuns(
  {
    tenant,
    sees,
    wanted,
  }: {
    readonly tenant: Typed['tenant'];
    readonly sees: (channel: ChannelId, thread: ThreadId) => Promise<boolean>;
    readonly wanted: (run: WorkflowSummary) => boolean;
  },
  { archive }: Pick<TypingDeps, 'archive'>,
): Promise<readonly WorkflowSummary[]> {
  const runs = (await archive.workflows(tenant, { active: null, thread: null, limit: MOST_RUNS })).filter(wanted).slice(0, MOST_LOOKED_AT);
  const seen = await Promise.all(runs.map(({ channel, thread }) => sees(channel, thread)));
  return runs.filter((_, index) => seen[index] === true);
}
