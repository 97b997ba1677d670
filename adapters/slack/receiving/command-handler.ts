/** `/orchestrate`, `/parallel`, `/plan-only` and `/baton`: a thread begins only for what really starts a run. */
import { readCommand } from '../../../commands/index.ts';
import { inviteCard } from '../../../src/cards/place-words.ts';
import { requestCard } from '../../../src/cards/request-cards.ts';
import { personId, type ThreadId } from '../../../src/engine/ids.ts';
import { SLACK_SURFACE } from '../deps.ts';
import { slackFailure } from '../sending/index.ts';
import { askDesk } from './ask-desk.ts';
import type { HandlerDeps, JobOf, Where } from './handler.ts';
import { asPeopleSee, unnamedIn, withIds } from './slack-text.ts';
import { welcome } from './welcome.ts';

export async function handleCommand(job: JobOf<'command'>, deps: HandlerDeps): Promise<void> {
  const { tenant, id, body, team } = job;
  const { command, channel, user } = body;
  const where: Where = { person: user, channel, thread: null };
  const typed = `${command} ${body.text}`;
  const seen = asPeopleSee(typed, await deps.people.names(tenant, unnamedIn(typed)), team.botUserId);
  const isSettings = /^\/baton\s+settings\b/iu.test(typed);
  const acting = await welcome(job, where, deps, isSettings || readCommand(seen).kind === 'help' ? 'settings' : 'work');
  if (!acting) return;
  const opens = async (): Promise<ThreadId> =>
    await deps.threadRoots.begin({
      ...{ tenant, channel, key: `root:${id}` },
      card: requestCard(command, asPeopleSee(body.text, await deps.people.names(tenant, unnamedIn(body.text)), team.botUserId), user),
    });
  try {
    await askDesk(
      job,
      { ...acting, surface: SLACK_SURFACE, channel, thread: null, opens, text: isSettings ? withIds(typed) : seen, attachments: [] },
      where,
      deps,
    );
  } catch (error) {
    const failure = slackFailure(error)?.kind;
    if (failure !== 'not-in-channel' && failure !== 'channel-gone') throw error;
    await deps.tell(job, inviteCard(personId(team.botUserId)), where);
  }
}
