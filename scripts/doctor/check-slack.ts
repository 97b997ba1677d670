/** Whether Slack takes the tokens, gives the scopes, keeps the same time, and reaches Baton. */
import { createSlackAuth, type SlackAuth } from '../../adapters/slack/install/slack-auth.ts';
import type { Finding } from '../../src/cards/doctor-words.ts';
import type { Config } from '../../src/config/index.ts';
import { BatonError } from '../../src/errors.ts';
import { reasonOf } from './ask.ts';
import { checkDeliveries } from './check-deliveries.ts';
import { checkInstallations } from './check-installations.ts';
import { checkScopes } from './check-scopes.ts';
import { silent } from './silent-log.ts';

/** A signed request is good for five minutes; a minute off leaves room for the way. */
const MOST_SKEW_S = 60;

export async function* checkSlack(config: Config): AsyncGenerator<Finding> {
  const { slack } = config;
  if (slack === null) {
    yield { kind: 'slack-off' };
    return;
  }
  const auth = createSlackAuth(slack.apiUrl, silent);
  try {
    yield* slack.install.kind === 'one' ? checkBot(slack.install.botToken, auth) : checkInstallations(slack.install, config, auth);
    if (slack.receive.kind === 'socket') yield* checkAppToken(slack.receive.appToken, auth);
    else yield* checkDeliveries(slack.receive.signingSecret, slack.install, config);
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'slack-unavailable') throw error;
    yield { kind: 'slack-away', address: slack.apiUrl, reason: reasonOf(error.cause) };
  }
}

async function* checkBot(botToken: string, auth: SlackAuth): AsyncGenerator<Finding> {
  const who = await auth.whoAmI(botToken);
  if (who.kind === 'refused') {
    yield { kind: 'bot-refused', team: null, error: who.error };
    return;
  }
  const { teamName: team, enterpriseWide, scopes, slackTime } = who.value;
  yield enterpriseWide ? { kind: 'bot-organisation' } : { kind: 'bot-fine', team };
  yield* checkScopes(team, scopes);
  if (slackTime !== null) yield skewOf(slackTime);
}

async function* checkAppToken(appToken: string, auth: SlackAuth): AsyncGenerator<Finding> {
  const opened = await auth.openConnection(appToken);
  yield opened.kind === 'ok' ? { kind: 'app-token-fine' } : { kind: 'app-token-refused', error: opened.error };
}

function skewOf(slackTime: number): Finding {
  // The header has whole seconds.
  const seconds = Math.floor(Math.abs(Date.now() - slackTime) / 1_000);
  return { kind: seconds > MOST_SKEW_S ? 'clock-off' : 'clock-fine', seconds };
}
