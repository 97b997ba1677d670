/** The local Slack server refuses what Slack refuses, and says where: each limit just inside and just beyond. */
import { type Block, ErrorCode, type KnownBlock, type View, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, GENERAL } from '../fakes/slack/world/seed.ts';

let slack: FakeSlack;
let client: WebClient;
beforeAll(async () => {
  slack = await slackServer({ rates: 'off' });
  client = new WebClient(slack.botToken, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quietLogger });
});
beforeEach(() => slack.workspace().accepts('plan', 'image'));
afterAll(() => slack.close());

type Refused = { readonly error: string; readonly errors: readonly string[] };

async function refusal(call: Promise<unknown>): Promise<Refused | 'taken'> {
  try {
    await call;
    return 'taken';
  } catch (error) {
    const failed = error as { code: string; data: { error: string; errors?: string[] } };
    expect(failed.code).toBe(ErrorCode.PlatformError);
    return { error: failed.data.error, errors: failed.data.errors ?? [] };
  }
}

const posting = (...blocks: readonly unknown[]) => refusal(client.chat.postMessage({ channel: GENERAL, text: 'x', blocks: blocks as (KnownBlock | Block)[] }));
const invalid = (...errors: readonly string[]) => ({ error: 'invalid_blocks', errors });
const plain = (text: string) => ({ type: 'plain_text', text });
const md = (text: string) => ({ type: 'mrkdwn', text });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const rich = (text: string) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] });
const task = (index: number, more: object = {}) => ({ type: 'task_card', task_id: `t${index}`, title: 'a task', status: 'pending', ...more });

describe('messages', () => {
  test.each<[string, unknown[], unknown[], string]>([
    ['50 blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'section text 3,000',
      [{ type: 'section', text: md('x'.repeat(3000)) }],
      [{ type: 'section', text: md('x'.repeat(3001)) }],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      '10 fields',
      [{ type: 'section', fields: times(10, () => md('x')) }],
      [{ type: 'section', fields: times(11, () => md('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field 2,000',
      [{ type: 'section', fields: [md('x'.repeat(2000))] }],
      [{ type: 'section', fields: [md('x'.repeat(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'header 150',
      [{ type: 'header', text: plain('x'.repeat(150)) }],
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      '10 context elements',
      [{ type: 'context', elements: times(10, () => md('x')) }],
      [{ type: 'context', elements: times(11, () => md('x')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '25 actions',
      [{ type: 'actions', elements: times(25, () => button()) }],
      [{ type: 'actions', elements: times(26, () => button()) }],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'button text 75',
      [{ type: 'actions', elements: [button({ text: plain('x'.repeat(75)) })] }],
      [{ type: 'actions', elements: [button({ text: plain('x'.repeat(76)) })] }],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'button value 2,000',
      [{ type: 'actions', elements: [button({ value: 'x'.repeat(2000) })] }],
      [{ type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'block_id 255',
      [{ type: 'divider', block_id: 'x'.repeat(255) }],
      [{ type: 'divider', block_id: 'x'.repeat(256) }],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'overflow: 5 options',
      [section({ type: 'overflow', options: times(5, option) })],
      [section({ type: 'overflow', options: times(6, option) })],
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'overflow value 75',
      [section({ type: 'overflow', options: [{ text: plain('a'), value: 'x'.repeat(75) }] })],
      [section({ type: 'overflow', options: [{ text: plain('a'), value: 'x'.repeat(76) }] })],
      'must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/value]',
    ],
    [
      '100 options',
      [section({ type: 'static_select', options: times(100, option) })],
      [section({ type: 'static_select', options: times(101, option) })],
      'no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      '100 rows',
      [{ type: 'table', rows: times(100, () => [cell('x')]) }],
      [{ type: 'table', rows: times(101, () => [cell('x')]) }],
      'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      '20 columns',
      [{ type: 'table', rows: [times(20, () => cell('x'))] }],
      [{ type: 'table', rows: [times(21, () => cell('x'))] }],
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    ],
    [
      'card body 200',
      [{ type: 'card', body: md('x'.repeat(200)) }],
      [{ type: 'card', body: md('x'.repeat(201)) }],
      'must be less than 201 characters [json-pointer:/blocks/0/body/text]',
    ],
    [
      '10 cards',
      [{ type: 'carousel', elements: times(10, () => ({ type: 'card', body: md('x') })) }],
      [{ type: 'carousel', elements: times(11, () => ({ type: 'card', body: md('x') })) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['10 in a container', [container(10)], [container(11)], 'no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]'],
    [
      '5 context actions',
      [{ type: 'context_actions', elements: times(5, icon) }],
      [{ type: 'context_actions', elements: times(6, icon) }],
      'no more than 5 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'task ids are different',
      [{ type: 'plan', title: 'p', tasks: [task(1), task(2)] }],
      [{ type: 'plan', title: 'p', tasks: [task(1), task(1)] }],
      'task_id `t1` already exists [json-pointer:/blocks/0/tasks/1/task_id]',
    ],
    [
      'a status that there is',
      [task(1, { status: 'error' })],
      [task(1, { status: 'failed' })],
      'must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/status]',
    ],
    [
      'details are one rich_text',
      [task(1, { details: rich('x') })],
      [task(1, { details: plain('x') })],
      'must be one of: rich_text [json-pointer:/blocks/0/details/type]',
    ],
    ['rich text is not empty', [rich('x')], [rich('')], 'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]'],
    [
      'a text of the right kind',
      [{ type: 'header', text: plain('x') }],
      [{ type: 'header', text: md('x') }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    ['properties that there are', [{ type: 'divider' }], [{ type: 'divider', colour: 'red' }], 'invalid additional property: colour [json-pointer:/blocks/0]'],
    ['blocks that there are', [{ type: 'divider' }], [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    [
      'block ids are different',
      [{ type: 'divider', block_id: 'a' }],
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      'block_id `a` already exists [json-pointer:/blocks/1/block_id]',
    ],
  ])('%s', async (_, inside, beyond, complaint) => {
    expect(await posting(...inside)).toBe('taken');
    const refused = await posting(...beyond);
    expect(refused).toMatchObject({ error: 'invalid_blocks' });
    expect((refused as Refused).errors).toContain(complaint);
  });

  test('markdown: 12,000 characters in one block and in all of them', async () => {
    expect(await posting({ type: 'markdown', text: 'x'.repeat(12_000) })).toBe('taken');
    expect(await posting({ type: 'markdown', text: 'x'.repeat(12_001) })).toEqual(invalid('must be less than 12001 characters [json-pointer:/blocks/0/text]'));
    expect(await posting({ type: 'markdown', text: 'x'.repeat(7000) }, { type: 'markdown', text: 'x'.repeat(5001) })).toEqual({
      error: 'msg_blocks_too_long',
      errors: [],
    });
  });

  test('all blocks together weigh their text and themselves', async () => {
    const sections = (text: number) => [...times(4, () => ({ type: 'section', text: md('x'.repeat(3000)) })), { type: 'section', text: md('x'.repeat(text)) }];
    expect(await posting(...sections(13_422 - 5 * 125 - 12_000))).toBe('taken');
    expect(await posting(...sections(13_422 - 5 * 125 - 12_000 + 1))).toEqual({ error: 'msg_blocks_too_long', errors: [] });
  });

  test('a long text is cut when posted, and refused when updating', async () => {
    const { ts, message, warning } = (await client.chat.postMessage({ channel: GENERAL, text: 'x'.repeat(40_001) })) as {
      ts: string;
      message: { text: string };
      warning: string;
    };
    expect([message.text.length, warning]).toEqual([40_000, 'message_truncated']);
    expect(await refusal(client.chat.update({ channel: GENERAL, ts, text: 'x'.repeat(4000) }))).toBe('taken');
    expect(await refusal(client.chat.update({ channel: GENERAL, ts, text: 'x'.repeat(4001) }))).toEqual({ error: 'msg_too_long', errors: [] });
  });

  test('metadata has a type and a payload, and a size', async () => {
    const withMetadata = (metadata: unknown) => refusal(client.chat.postMessage({ channel: GENERAL, text: 'x', metadata: metadata as never }));
    expect(await withMetadata({ event_type: 'card', event_payload: { key: 'k' } })).toBe('taken');
    expect(await withMetadata({ event_payload: { key: 'k' } })).toMatchObject({ error: 'invalid_metadata_schema' });
    expect(await withMetadata({ event_type: 'card', event_payload: { key: 'x'.repeat(17_000) } })).toMatchObject({ error: 'metadata_too_large' });
  });

  test('what a workspace does not know is refused, also inside other blocks', async () => {
    slack.workspace().rejects('plan', 'image');
    expect(await posting({ type: 'plan', title: 'p', tasks: [] })).toEqual(invalid('unsupported type: plan [json-pointer:/blocks/0/type]'));
    expect(await posting({ type: 'context', elements: [{ type: 'image', alt_text: 'a', image_url: 'https://example.org/a.png' }] })).toMatchObject({
      error: 'invalid_blocks',
    });
  });

  test('each refusal is a violation with its method', async () => {
    const before = slack.violations.length;
    await posting({ type: 'divider', colour: 'red' });
    expect(slack.violations.slice(before)).toEqual([
      { kind: 'too-large', method: 'chat.postMessage', error: 'invalid_blocks', errors: ['invalid additional property: colour [json-pointer:/blocks/0]'] },
    ]);
  });
});

describe('views', () => {
  const publish = (view: object) => refusal(client.views.publish({ user_id: ANA, view: view as View }));
  const open = (view: object) => refusal(client.views.open({ trigger_id: 'none', view: view as View }));
  const input = { type: 'input', label: plain('L'), element: { type: 'plain_text_input' } };

  test('a home tab holds 100 blocks and no message-only ones', async () => {
    expect(await publish({ type: 'home', blocks: times(100, () => ({ type: 'divider' })) })).toBe('taken');
    expect(await publish({ type: 'home', blocks: times(101, () => ({ type: 'divider' })) })).toEqual({
      error: 'invalid_arguments',
      errors: ['no more than 100 items allowed [json-pointer:/view/blocks]'],
    });
    expect(await publish({ type: 'home', blocks: [{ type: 'markdown', text: 'x' }] })).toMatchObject({ error: 'invalid_arguments' });
    expect(await publish({ type: 'modal', title: plain('t'), blocks: [] })).toMatchObject({ error: 'invalid_arguments' });
  });

  test('a modal without a trigger is not opened', async () => {
    expect(await open({ type: 'modal', title: plain('t'), submit: plain('s'), blocks: [input] })).toMatchObject({ error: 'invalid_trigger_id' });
  });
});

function section(accessory: object): object {
  return { type: 'section', text: md('x'), accessory };
}

function option(index: number): object {
  return { text: plain(`o${index}`), value: `v${index}` };
}

function cell(text: string): object {
  return { type: 'raw_text', text };
}

function container(count: number): object {
  return { type: 'container', title: plain('t'), child_blocks: times(count, () => ({ type: 'divider' })) };
}

function icon(index: number): object {
  return { type: 'icon_button', icon: 'trash', text: plain('x'), action_id: `i${index}` };
}
