/** Whether Slack takes a token still: asked when it is said that an installation is over, because such news may come hours late. */
import { BatonError } from '../../../src/errors.ts';
import type { SlackAuth } from './slack-auth.ts';

/** docs.slack.dev/reference/methods/auth.test: the words that mean this token is worth nothing. Others are Slack's own trouble. */
const WORTH_NOTHING: ReadonlySet<string> = new Set(['account_inactive', 'invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'team_disabled']);

/** @throws BatonError `slack-unavailable` when Slack does not say */
export async function isTakenBack(botToken: string, tenant: string, auth: Pick<SlackAuth, 'whoAmI'>): Promise<boolean> {
  const answer = await auth.whoAmI(botToken);
  if (answer.kind === 'ok') return answer.value.teamId !== tenant;
  if (WORTH_NOTHING.has(answer.error)) return true;
  throw new BatonError('slack-unavailable', 'Slack does not say whose token it is.', { context: { refused: answer.error } });
}
