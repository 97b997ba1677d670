/** What comes through the desk's door can be stored: words are cleaned, ids are never changed. */
import { describe, expect, test } from 'vitest';
import { artifactId, channelId, groupId, inputId, personId, tenantId, threadId, workflowId, workstreamId } from '../../src/engine/ids.ts';
import { UserError } from '../../src/errors.ts';
import type { CommandRequest } from '../../src/ports/desk.ts';
import { storableRequest } from '../../src/runtime/storable-request.ts';

const acting = { tenant: tenantId('local'), actor: personId('ada'), groups: [groupId('leads')], admin: true, input: inputId('input-1') };
const request: CommandRequest = {
  ...acting,
  surface: 'web',
  channel: channelId('general'),
  thread: threadId('a-thread'),
  text: 'Compare stores',
  attachments: [artifactId('a-file')],
};

test('words lose NUL and lone surrogates, and nothing else', () => {
  expect(storableRequest({ ...request, text: 'a\0b\ud800c 🙂\r\n' })).toEqual({ ...request, text: 'ab�c 🙂\r\n' });
  expect(storableRequest(request)).toEqual(request);
});

test('so do the words inside a change', () => {
  const change = { kind: 'change', workstream: workstreamId('1'), agent: null, persona: 'x\0', skills: ['\ud800y'], model: null, task: null } as const;
  expect(storableRequest({ ...acting, workflow: workflowId('a-run'), change })).toEqual({
    ...acting,
    workflow: workflowId('a-run'),
    change: { ...change, persona: 'x', skills: ['�y'] },
  });
});

test('an id of 500 bytes is one', () => {
  const long = { ...request, thread: threadId('é'.repeat(250)) };
  expect(storableRequest(long)).toEqual(long);
});

describe('an id that cannot be stored is refused: without those characters it would be another one', () => {
  test.each<[string, Partial<CommandRequest>]>([
    ['the person', { actor: personId('ada\0') }],
    ['a group', { groups: [groupId('leads'), groupId('\udc00')] }],
    ['the channel', { channel: channelId('\0general') }],
    ['the thread', { thread: threadId('\ud800') }],
    ['a file', { attachments: [artifactId('\0')] }],
    ['the input', { input: inputId('\0') }],
    ['a thread that is too long', { thread: threadId('é'.repeat(251)) }],
    ['the tenant', { tenant: tenantId('loc\0al') }],
  ])('%s', (_, part) => {
    expect(() => storableRequest({ ...request, ...part })).toThrow(UserError);
  });
});
