/** Payloads read into the closed union; whatever else comes is unsupported, and nothing secret is kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePayload } from '../../../adapters/slack/receiving/parse-payload.ts';

const own = async () => ({ botUserId: 'UBOT' });
const event = (inner: object, more: object = {}) => ({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event: inner, ...more });
const message = { type: 'message', channel: 'C1', user: 'U1', text: 'hello', ts: '1700000000.000100', channel_type: 'channel' };
const kindOf = async (payload: unknown) => {
  const read = await parsePayload(payload, own);
  return read.kind === 'delivery' ? read.body.kind : read.kind;
};

describe('messages', () => {
  test.each([
    ['in the channel', message, 'unsupported'],
    ['in a thread', { ...message, thread_ts: '1690000000.000100' }, 'reply'],
    ['that names Baton', { ...message, text: 'hey <@UBOT> look' }, 'mention'],
    ['that names somebody like Baton', { ...message, text: 'hey <@UBOTHER>' }, 'unsupported'],
    ['to Baton alone', { ...message, channel: 'D1', channel_type: 'im' }, 'mention'],
    ['with a file', { ...message, subtype: 'file_share', thread_ts: '1690000000.000100', files: [{ id: 'F1', name: 'a.md', size: 3 }] }, 'reply'],
    ['of Baton itself', { ...message, user: 'UBOT', thread_ts: '1690000000.000100' }, 'unsupported'],
    ['of another bot', { ...message, bot_id: 'B9', text: '<@UBOT> orchestrate: again' }, 'unsupported'],
    ['of a bot without a user', { ...message, user: undefined, subtype: 'bot_message', bot_id: 'B9' }, 'unsupported'],
    ['that somebody joined', { ...message, subtype: 'channel_join' }, 'unsupported'],
  ])('%s', async (_, inner, kind) => {
    expect(await kindOf(event(inner))).toBe(kind);
  });

  test('a mention and the same message are one delivery', async () => {
    const text = '<@UBOT> status';
    const [one, other] = await Promise.all([
      parsePayload(event({ ...message, text }), own),
      parsePayload(event({ ...message, type: 'app_mention', text }, { event_id: 'Ev2' }), own),
    ]);
    // A mention without a word of files may be of a message that has some.
    expect(other).toEqual({ ...one, ...(one?.kind === 'delivery' ? { body: { ...one.body, filesUnsaid: true } } : {}) });
    expect(one).toMatchObject({ id: 'message:C1:1700000000.000100', tenant: 'T1' });
  });

  test('only other words are an edit, and not Baton’s', async () => {
    const changed = (before: object, after: object) =>
      event({ type: 'message', subtype: 'message_changed', channel: 'C1', message: after, previous_message: before });
    expect(await kindOf(changed({ ...message }, { ...message, text: 'other' }))).toBe('message-edited');
    expect(await kindOf(changed({ ...message }, { ...message, attachments: [] }))).toBe('unsupported');
    expect(await kindOf(changed({ ...message, bot_id: 'B1' }, { ...message, bot_id: 'B1', text: 'other' }))).toBe('unsupported');
    expect(await kindOf(changed({ ...message }, { ...message, subtype: 'tombstone', user: 'USLACKBOT' }))).toBe('message-deleted');
  });
});

test('in a shared channel the workspace is the one that Baton is installed in', async () => {
  const read = await parsePayload(event({ ...message, text: '<@UBOT> hi' }, { team_id: 'T9', authorizations: [{ team_id: 'T1' }] }), own);
  expect(read).toMatchObject({ kind: 'delivery', tenant: 'T1' });
});

test('a token of a person that was revoked is none of Baton’s', async () => {
  expect(await kindOf(event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } }))).toBe('unsupported');
  expect(await kindOf(event({ type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }))).toBe('tokens-revoked');
});

test('what is kept of a command or a click has no trigger, token or address in it', async () => {
  const command = {
    command: '/orchestrate',
    text: 'do\0 it \ud83d',
    team_id: 'T1',
    channel_id: 'C1',
    user_id: 'U1',
    trigger_id: '1.2.secret',
    response_url: 'https://hooks.slack.com/secret',
    token: 'secret',
  };
  const click = {
    ...{
      type: 'block_actions',
      team: { id: 'T1' },
      user: { id: 'U1' },
      trigger_id: '1.2.secret',
      response_url: 'https://hooks.slack.com/secret',
      token: 'secret',
    },
    ...{ channel: { id: 'C1' }, message: { ts: '1.2', thread_ts: '1.1' }, actions: [{ action_id: 'baton:answer:0', value: '{}', action_ts: '1.3' }] },
  };
  for (const payload of [command, click]) {
    const read = await parsePayload(payload, own);
    if (read.kind !== 'delivery') throw new Error(read.kind);
    expect(JSON.stringify([read.id, read.body])).not.toContain('secret');
    expect(read.live).toEqual({ trigger: '1.2.secret', responseUrl: 'https://hooks.slack.com/secret' });
  }
  expect(await parsePayload(command, own)).toMatchObject({ body: { text: 'do it \ufffd' } });
});

test('whatever comes is read or unsupported, and never breaks anything', async () => {
  const kinds = ['event_callback', 'block_actions', 'view_submission', 'message_action', 'block_suggestion', 'shortcut', 'view_closed', ''];
  const names = [
    'type',
    'command',
    'team',
    'team_id',
    'event',
    'event_id',
    'user',
    'view',
    'actions',
    'channel',
    'message',
    'trigger_id',
    'state',
    'values',
    'text',
    'ts',
    'files',
    'subtype',
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.constantFrom(...kinds),
      fc.array(tie('any'), { maxLength: 3 }),
      tie('record'),
    ),
    record: fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 5 })), tie('any'), { maxKeys: 6 }),
  })).any;
  await fc.assert(
    fc.asyncProperty(value, fc.constantFrom(...kinds), async (payload, type) => {
      const whole = typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? { type, ...payload } : payload;
      expect(['delivery', 'options', 'people-changed', 'unsupported']).toContain((await parsePayload(whole, own)).kind);
    }),
    { numRuns: 500 },
  );
});
