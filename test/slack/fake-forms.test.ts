/** Clicks and forms in the local Slack server: triggers, fields, what may follow, what the app may answer. */

import { SocketModeClient } from '@slack/socket-mode';
import { type View, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { quietLogger } from '../fakes/slack/quiet-logger.ts';
import { type FakeSlack, slackServer } from '../fakes/slack/server.ts';
import { ANA, BEN, GENERAL } from '../fakes/slack/world/seed.ts';

let slack: FakeSlack;
let client: WebClient;
let socket: SocketModeClient;
interface Heard {
  readonly ack: (payload?: object) => Promise<void>;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever Slack sends
  readonly body: any;
}
let answers: (heard: Heard) => object | undefined;
const heard: Heard[] = [];

beforeEach(async () => {
  slack = await slackServer({ rates: 'off', hearsItself: false });
  client = new WebClient(slack.botToken, { slackApiUrl: slack.url, retryConfig: { retries: 0 }, logger: quietLogger });
  socket = new SocketModeClient({ appToken: slack.appToken, clientOptions: { slackApiUrl: slack.url }, logger: quietLogger });
  answers = () => undefined;
  heard.splice(0);
  socket.on('slack_event', async (one: Heard) => {
    heard.push(one);
    await one.ack(answers(one));
  });
  await socket.start();
});
afterEach(async () => {
  await socket.disconnect();
  await slack.close();
});

const plain = (text: string) => ({ type: 'plain_text', text });
const post = async (blocks: readonly unknown[], text = '', channel = GENERAL) =>
  String((await client.chat.postMessage({ channel, text, blocks: blocks as never[] })).ts);

describe('clicks and forms', () => {
  const form = (blocks: object[], more: object = {}): View =>
    ({ type: 'modal', callback_id: 'f', title: plain('Form'), submit: plain('Send'), blocks, ...more }) as View;
  const field = (id: string, label: string, element: object, more: object = {}) => ({
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { action_id: 'v', ...element },
    ...more,
  });
  const opener = () => post([{ type: 'actions', block_id: 'row', elements: [{ type: 'button', text: plain('Open'), action_id: 'open', value: 'w1' }] }]);

  async function opened(view: View): Promise<ReturnType<FakeSlack['person']>> {
    const ana = slack.person(ANA);
    await ana.presses({ channel: GENERAL, ts: await opener() }, 'Open');
    await client.views.open({ trigger_id: heard.at(-1)!.body.trigger_id, view });
    return ana;
  }

  test('a click says who pressed what, where', async () => {
    const ts = await opener();
    await slack.person(BEN).presses({ channel: GENERAL, ts }, 'Open');
    expect(heard.at(-1)!.body).toMatchObject({
      type: 'block_actions',
      user: { id: BEN },
      container: { channel_id: GENERAL, message_ts: ts, is_ephemeral: false },
      actions: [{ action_id: 'open', block_id: 'row', value: 'w1', type: 'button' }],
    });
    await expect(slack.person(BEN).presses({ channel: GENERAL, ts }, 'Close')).rejects.toThrow('There is: "Open"');
  });

  test('what was seen can be pressed after it changed; where one writes to the bot alone has a name', async () => {
    const ts = await opener();
    const ana = slack.person(ANA);
    const [before] = ana.sees(GENERAL);
    await client.chat.update({ channel: GENERAL, ts, text: 'decided' });
    await expect(ana.presses(before!, 'Open')).rejects.toThrow('There is: nothing');
    expect(await ana.pressesAsSeen(before!, 'Open')).toMatchObject({ taken: true });
    expect(heard.at(-1)!.body).toMatchObject({ actions: [{ value: 'w1' }], message: { text: 'decided' } });
    await ana.says('dm', 'hello');
    expect(heard.at(-1)!.body.event).toMatchObject({ type: 'message', channel_type: 'im', channel: ana.dm() });
  });

  test('a trigger works once and for 3 s', async () => {
    await opened(form([{ type: 'divider' }]));
    const open = () => client.views.open({ trigger_id: heard.at(-1)!.body.trigger_id, view: form([{ type: 'divider' }]) });
    await expect(open()).rejects.toThrow('trigger_exchanged');
    await slack.person(ANA).presses({ channel: GENERAL, ts: await opener() }, 'Open');
    await slack.time.turn(3001);
    await expect(open()).rejects.toThrow('expired_trigger_id');
    expect(slack.violations.map((one) => one.kind)).toEqual(['spent', 'spent']);
  });

  test('every kind of field arrives in the state, with what stood there from the start', async () => {
    const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() });
    const ana = await opened(
      form([
        field('a', 'Title', { type: 'plain_text_input', initial_value: 'before' }),
        field('b', 'Mode', { type: 'static_select', options: [option('Fast'), option('Slow')] }),
        field('c', 'Which', { type: 'checkboxes', options: [option('One'), option('Two')], initial_options: [option('Two')] }),
        field('d', 'Who', { type: 'users_select' }, { optional: true }),
        field('e', 'Most', { type: 'number_input', is_decimal_allowed: false }, { optional: true }),
      ]),
    );
    expect(ana.form()).toMatchObject({ title: 'Form', fields: ['Title', 'Mode', 'Which', 'Who', 'Most'], submit: 'Send' });
    await ana.fills('Mode', 'Slow');
    await ana.fills('Most', '2.5');
    expect(await ana.submits()).toEqual({ kind: 'incomplete', fields: ['Most'] });
    await ana.fills('Most', null);
    expect(await ana.submits()).toEqual({ kind: 'closed' });
    expect(heard.at(-1)!.body.view.state.values).toEqual({
      a: { v: { type: 'plain_text_input', value: 'before' } },
      b: { v: { type: 'static_select', selected_option: option('Slow') } },
      c: { v: { type: 'checkboxes', selected_options: [option('Two')] } },
      d: { v: { type: 'users_select', selected_user: null } },
      e: { v: { type: 'number_input', value: null } },
    });
  });

  test('forms follow one another: updated, pushed at most three deep, cleared', async () => {
    const second = form([{ type: 'divider' }], { title: plain('Second') });
    const ana = await opened(form([{ type: 'divider' }]));
    answers = () => ({ response_action: 'update', view: second });
    expect(await ana.submits()).toEqual({ kind: 'updated' });
    expect(ana.form()!.title).toBe('Second');
    answers = () => ({ response_action: 'push', view: second });
    await ana.submits();
    await ana.submits();
    expect(await ana.submits()).toEqual({ kind: 'failed', why: 'push_limit_reached' });
    answers = () => ({ response_action: 'clear' });
    expect(await ana.submits()).toEqual({ kind: 'closed' });
    expect(ana.form()).toBeNull();
  });

  test('errors must name fields that there are', async () => {
    const ana = await opened(form([field('a', 'Title', { type: 'plain_text_input' })]));
    await ana.fills('Title', 'x');
    answers = () => ({ response_action: 'errors', errors: { nowhere: 'no' } });
    expect(await ana.submits()).toMatchObject({ kind: 'failed' });
    expect(slack.violations.map((one) => one.kind)).toEqual(['bad-ack']);
    answers = () => ({ response_action: 'errors', errors: { a: 'Not that.' } });
    expect(await ana.submits()).toEqual({ kind: 'errors', errors: { Title: 'Not that.' } });
    expect(ana.form()!.errors).toEqual({ Title: 'Not that.' });
  });

  test('a form that is closed says so when asked to', async () => {
    const ana = await opened(form([{ type: 'divider' }], { notify_on_close: true }));
    await ana.closesForm();
    expect(heard.at(-1)!.body).toMatchObject({ type: 'view_closed', is_cleared: true });
    expect(ana.form()).toBeNull();
  });

  test('a form is changed under the person’s hands, unless it is not the one that was meant', async () => {
    const ana = await opened(form([field('a', 'Title', { type: 'plain_text_input' })]));
    await ana.fills('Title', 'kept');
    const { id, view } = ana.form()!;
    await client.views.update({
      view_id: id,
      hash: heard.at(-1)!.body.view?.hash,
      view: form([field('a', 'Title', { type: 'plain_text_input' }), { type: 'divider' }]),
    });
    await expect(client.views.update({ view_id: id, hash: 'old', view: form([{ type: 'divider' }]) })).rejects.toThrow('hash_conflict');
    expect(view).not.toEqual(ana.form()!.view);
    await ana.submits();
    expect(heard.at(-1)!.body.view.state.values.a.v.value).toBe('kept');
  });

  test('a list that the app fills is asked while typing, and only its suggestions can be chosen', async () => {
    const ana = await opened(form([field('a', 'Skill', { type: 'external_select', min_query_length: 2 })]));
    answers = (one) => (one.body.type === 'block_suggestion' ? { options: [{ text: plain(`${one.body.value} one`), value: 'v1' }] } : undefined);
    expect(await ana.suggestions('Skill', 'm')).toEqual([]);
    expect(await ana.suggestions('Skill', 'mi')).toEqual(['mi one']);
    await expect(ana.fills('Skill', 'another')).rejects.toThrow('Nobody suggested');
    await ana.fills('Skill', 'mi one');
    expect(await ana.submits()).toEqual({ kind: 'closed' });
    expect(heard.at(-1)!.body.view.state.values.a.v).toMatchObject({ type: 'external_select', selected_option: { value: 'v1' } });
    expect(slack.violations).toEqual([]);
  });

  test('files in a form are the app’s to read', async () => {
    const ana = await opened(form([field('a', 'Result', { type: 'file_input' })]));
    expect(await ana.submits()).toEqual({ kind: 'incomplete', fields: ['Result'] });
    ana.attachesInForm('Result', [{ name: 'result.md', content: '# done' }]);
    await ana.submits();
    const [file] = heard.at(-1)!.body.view.state.values.a.v.files;
    const read = await fetch(file.url_private_download, { headers: { authorization: `Bearer ${slack.botToken}` } });
    expect([file.name, await read.text()]).toEqual(['result.md', '# done']);
  });
});
