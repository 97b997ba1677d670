/** What the manifest asks to hear of is read, and what may be done by a shortcut or a command is told apart. */
import { expect, test } from 'vitest';
import { EVENTS } from '../../../adapters/slack/install/app-table.ts';
import { parsePayload } from '../../../adapters/slack/receiving/parse-payload.ts';

const own = async () => ({ botUserId: 'U0BATON' }) as never;

/** As much of each as its reader looks at. */
const INNER: Readonly<Record<string, object>> = {
  app_mention: { user: 'U1', text: '<@U0BATON> hello', channel: 'C1', ts: '1.2' },
  message: { user: 'U1', text: 'hello', channel: 'C1', ts: '1.3', thread_ts: '1.2', channel_type: 'channel' },
  app_home_opened: { user: 'U1', tab: 'home', channel: 'D1' },
  agent_session_stopped: { user: 'U1', channel: 'C1', thread_ts: '1.2', streaming_message_ts: [] },
  member_joined_channel: { user: 'U0BATON', channel: 'C1', inviter: 'U1' },
  user_change: { user: { id: 'U1' } },
  tokens_revoked: { tokens: { bot: ['U0BATON'] } },
};

test.each(Object.keys(EVENTS))('%s is heard', async (name) => {
  const [type = ''] = name.split('.');
  const event = { type, channel: 'C1', ...INNER[type] };
  const read = await parsePayload({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event }, own);
  expect(read).not.toMatchObject({ kind: 'unsupported' });
});
