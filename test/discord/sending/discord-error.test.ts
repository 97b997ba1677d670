/** What each of Discord's refusals means to us, from the codes of its documentation. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { discordCallError } from '../../../adapters/discord/sending/discord-error.ts';

const api = (code: number | string, status: number, message = 'words') =>
  new DiscordAPIError({ code: code as number, message }, code, status, 'POST', 'http://127.0.0.1/x', {
    body: { secret: 'what somebody wrote' },
    files: undefined,
  });

describe('a refusal', () => {
  test.each([
    [10003, 404, 'gone', 'unreachable'],
    [10004, 404, 'gone', 'unreachable'],
    [10007, 404, 'gone', 'other'],
    [10008, 404, 'message-gone', 'message-gone'],
    [10013, 404, 'gone', 'other'],
    [10015, 404, 'interaction-over', 'other'],
    [10062, 404, 'interaction-over', 'other'],
    [20016, 429, 'retry-later', 'retry-later'],
    [30046, 429, 'retry-later', 'retry-later'],
    [40003, 400, 'retry-later', 'retry-later'],
    [40005, 413, 'too-large', 'other'],
    [40060, 400, 'interaction-over', 'other'],
    [0, 401, 'token-gone', 'unreachable'],
    [50001, 403, 'no-access', 'unreachable'],
    [50005, 403, 'not-editable', 'not-editable'],
    [50006, 400, 'refused-form', 'other'],
    [50007, 403, 'person-closed', 'other'],
    [50008, 400, 'no-threads-here', 'other'],
    [50013, 403, 'not-allowed', 'unreachable'],
    [50024, 400, 'no-threads-here', 'other'],
    [50027, 401, 'interaction-over', 'other'],
    [50033, 400, 'person-closed', 'other'],
    [50035, 400, 'refused-form', 'other'],
    [50083, 400, 'archived', 'unreachable'],
    [50278, 403, 'person-closed', 'other'],
    [160002, 403, 'not-allowed', 'unreachable'],
    [160004, 400, 'thread-exists', 'other'],
    [160005, 403, 'locked', 'unreachable'],
    [160006, 400, 'too-many-threads', 'other'],
    [160007, 400, 'too-many-threads', 'other'],
    [0, 403, 'not-allowed', 'unreachable'],
    [99999, 400, 'other', 'other'],
    [0, 400, 'other', 'other'],
  ])('%i with HTTP %i: %s, which is %s everywhere', (code, status, kind, meaning) => {
    const error = discordCallError('POST /x', api(code, status));
    expect([error.failure.kind, error.meaning.kind]).toEqual([kind, meaning]);
    expect(error.code).toBe(`discord-${kind}`);
  });

  test('a rate that is told with a code says how long, or is given some time', () => {
    const said = (code: number, raw: object) =>
      discordCallError('x', new DiscordAPIError({ code, message: 'w', ...raw }, code, 400, 'PATCH', 'http://127.0.0.1/x', { body: {}, files: undefined }))
        .failure;
    expect(said(20028, { retry_after: 1.5 })).toEqual({ kind: 'retry-later', afterMs: 1_500 });
    expect(said(30046, {})).toEqual({ kind: 'retry-later', afterMs: 20_000 });
    expect(said(130000, {})).toEqual({ kind: 'retry-later', afterMs: null });
  });

  test('a proxy’s page says nothing of our rights', () => {
    expect(discordCallError('x', api(undefined as never, 403)).failure).toEqual({ kind: 'retry-later', afterMs: null });
    expect(discordCallError('x', api(undefined as never, 413)).failure.kind).toBe('too-large');
  });
});

describe('a failure of the network', () => {
  test.each([
    ['the connection was refused', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 'retry-later'],
    ['it broke off', Object.assign(new Error('no'), { code: 'ECONNRESET' }), 'unknown-outcome'],
    ['no answer in time', new DOMException('late', 'AbortError'), 'unknown-outcome'],
    ['HTTP 502', new HTTPError(502, 'Bad Gateway', 'POST', 'http://127.0.0.1/x', { body: {}, files: undefined }), 'unknown-outcome'],
  ])('%s', (_, error, kind) => {
    expect(discordCallError('x', error).failure.kind).toBe(kind);
  });

  test('429 says how long to wait', () => {
    const limited = { timeToReset: 900, limit: 5, method: 'POST', hash: 'h', url: '', route: '/x', majorParameter: '1', retryAfter: 1_500, sublimitTimeout: 0 };
    const error = discordCallError('x', new RateLimitError({ ...limited, global: false, scope: 'user' }));
    expect(error.failure).toEqual({ kind: 'retry-later', afterMs: 1_500 });
  });
});

test('nothing that was sent stands in the error', () => {
  const error = discordCallError('POST /channels/:id/messages', api(50035, 400, 'x'.repeat(5_000)));
  expect(JSON.stringify([error.message, error.context, String(error.cause)])).not.toContain('what somebody wrote');
  expect(String(error.cause).length).toBeLessThan(400);
});
