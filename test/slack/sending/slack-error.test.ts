/** Slack's refusals and broken connections, each as what it means for us. */
import { webApi } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { SlackCallError, slackCallError, slackFailure } from '../../../adapters/slack/sending/slack-error.ts';
import { unreachableReason } from '../../../adapters/slack/sending/unreachable.ts';

const platform = (error: string, more: object = {}) => new webApi.WebAPIPlatformError({ ok: false, error, ...more });
const failureOf = (error: unknown, args: Record<string, unknown> = {}) => slackCallError('chat.postMessage', error, args).failure;
const request = (cause: unknown) => new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause }));
const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('what happened', () => {
  test.each([
    [new webApi.WebAPIRateLimitedError(7), { kind: 'retry-later', afterMs: 7_000 }],
    [new webApi.WebAPIHTTPError(503, 'down', {}, ''), { kind: 'unknown-outcome' }],
    [new webApi.WebAPIHTTPError(404, 'no', {}, ''), { kind: 'other', code: 'http_404' }],
    [request(withCode('ECONNREFUSED')), { kind: 'retry-later', afterMs: null }],
    [request(new AggregateError([withCode('ECONNREFUSED'), withCode('EHOSTUNREACH')])), { kind: 'retry-later', afterMs: null }],
    [request(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNRESET')])), { kind: 'unknown-outcome' }],
    [request(withCode('ECONNRESET')), { kind: 'unknown-outcome' }],
    [request(withCode('UND_ERR_SOCKET')), { kind: 'unknown-outcome' }],
    [new webApi.WebAPIRequestError(new DOMException('timeout', 'TimeoutError')), { kind: 'unknown-outcome' }],
    [new DOMException('the body broke off', 'TimeoutError'), { kind: 'unknown-outcome' }],
    [platform('<html>Bad gateway</html>'), { kind: 'unknown-outcome' }],
    [platform('internal_error'), { kind: 'unknown-outcome' }],
    [platform('service_unavailable'), { kind: 'retry-later', afterMs: null }],
    [platform('not_in_channel'), { kind: 'not-in-channel' }],
    [platform('is_archived'), { kind: 'archived' }],
    [platform('channel_not_found'), { kind: 'channel-gone' }],
    [platform('thread_not_found'), { kind: 'thread-gone' }],
    [platform('message_not_found'), { kind: 'message-gone' }],
    [platform('edit_window_closed'), { kind: 'not-editable' }],
    [platform('token_revoked'), { kind: 'token-gone' }],
    [platform('missing_scope', { needed: 'files:write', provided: 'chat:write' }), { kind: 'missing-scope', scope: 'files:write' }],
    [platform('restricted_action_read_only_channel'), { kind: 'not-allowed', code: 'restricted_action_read_only_channel' }],
    [platform('msg_blocks_too_long'), { kind: 'too-long' }],
    [platform('user_not_in_channel'), { kind: 'person-gone' }],
    [platform('something_new'), { kind: 'other', code: 'something_new' }],
    [platform('constructor'), { kind: 'other', code: 'constructor' }],
  ])('%s', (error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });
});

describe('refused blocks', () => {
  const args = { blocks: [{ type: 'section' }, { type: 'plan' }, { type: 'markdown' }] };

  test('are named by their types, told apart by whether the type itself is refused', () => {
    const more = {
      errors: ['unsupported type: plan [json-pointer:/blocks/1/type]', 'must be shorter [json-pointer:/blocks/2/text]'],
      response_metadata: { messages: ['[ERROR] unsupported type: plan [json-pointer:/blocks/1/type]'] },
    };
    expect(failureOf(platform('invalid_blocks', more), args)).toEqual({ kind: 'invalid-blocks', types: ['plan', 'markdown'], unsupported: ['plan'] });
  });

  test.each([[{}], [{ errors: 'no list' }], [{ errors: ['no pointer'] }], [{ errors: ['[json-pointer:/blocks/99/type]'] }], [{ response_metadata: null }]])(
    'a complaint that names none (%j) is one all the same',
    (more) => {
      expect(failureOf(platform('invalid_blocks_format', more), args)).toEqual({ kind: 'invalid-blocks', types: [], unsupported: [] });
    },
  );
});

test('an error carries its code and facts for the log, and neither the request nor the answer', () => {
  const error = slackCallError('chat.postMessage', platform('missing_scope', { needed: 'files:write', secret: 'xoxb-1' }), {
    token: 'xoxb-2',
    text: 'private words',
  });
  expect(error).toMatchObject({ code: 'slack-missing-scope', context: { method: 'chat.postMessage', scope: 'files:write' } });
  expect(JSON.stringify([error, error.cause, error.context, error.message])).not.toMatch(/xoxb|private/);
  expect(slackFailure(error)).toEqual({ kind: 'missing-scope', scope: 'files:write' });
  expect(slackFailure(new Error('ours'))).toBeNull();
});

test('out of reach is what no second try helps', () => {
  const reason = (failure: Parameters<typeof unreachableReason>[0]) => unreachableReason(new SlackCallError('any', failure).failure);
  expect(reason({ kind: 'retry-later', afterMs: null })).toBeNull();
  expect(reason({ kind: 'unknown-outcome' })).toBeNull();
  expect(reason({ kind: 'channel-gone' })).toBe('left');
  expect(reason({ kind: 'not-allowed', code: 'restricted_action' })).toBe('not-allowed');
});
