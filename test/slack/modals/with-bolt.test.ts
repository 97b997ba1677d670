/** Home and forms as Slack takes them and people use them: the real Bolt at the local Slack server, with nothing behind it but the readers. */
import { App, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BUTTON_IDS, readButton } from '../../../adapters/slack/blocks/button.ts';
import { homeView } from '../../../adapters/slack/home/view.ts';
import { visibleTo } from '../../../adapters/slack/home/visible.ts';
import { FORM_CALLBACK } from '../../../adapters/slack/modals/form.ts';
import { changeViewFor, modalFor } from '../../../adapters/slack/modals/open.ts';
import { readSubmittedView } from '../../../adapters/slack/modals/read-view.ts';
import { settingsForm } from '../../../adapters/slack/modals/settings-form.ts';
import { settingsList } from '../../../adapters/slack/modals/settings-list.ts';
import { SUGGESTION_IDS, suggestionsFor } from '../../../adapters/slack/modals/suggestions.ts';
import { refusedView } from '../../../adapters/slack/modals/told-view.ts';
import { readViewButton, VIEW_BUTTON_IDS } from '../../../adapters/slack/modals/view-button.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { isSettingGroup } from '../../../src/cards/setting-groups.ts';
import { waitingFor } from '../../../src/cards/waiting-for.ts';
import { channelId, personId, threadId } from '../../../src/engine/ids.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/engine/settings.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { statusWord } from '../../../src/engine/status.ts';
import type { Submitted } from '../../../src/forms/submission.ts';
import { type FakeSlack, slackServer } from '../../fakes/slack/server.ts';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { approved, by, planned } from '../../fixtures/workflow.ts';
import { until } from '../../until.ts';

const SETTINGS = { values: DEFAULT_SETTINGS, sources: Object.fromEntries(settingsSchema.keyof().options.map((name) => [name, 'default'])) as never };
const NAMES = { personas: ['startup-cto', 'security-expert'], skills: Array.from({ length: 200 }, (_, index) => `skill-${index}`) };

let slack: FakeSlack;
let app: App;
let run: Workflow;
let submitted: Submitted[];

beforeEach(async () => {
  slack = await slackServer();
  app = new App({ token: slack.botToken, appToken: slack.appToken, socketMode: true, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: slack.url } });
  run = planned().now();
  submitted = [];
  app.event('app_home_opened', async ({ event, body, client }) => {
    const { id, number, place, requester } = run;
    const counts = { pattern: null, costUsd: 0, createdAt: 0, updatedAt: 0, done: 0, total: 4, version: run.version };
    const summary = {
      id,
      number,
      ...place,
      channel: channelId(GENERAL),
      thread: threadId('1.1'),
      requester,
      task: 'Compare',
      status: statusWord(run),
      ...counts,
    };
    const runs = [{ summary, permalink: 'https://x.slack.com/archives/C1/p1', waiting: waitingFor(run, by(personId('ana'))) }];
    expect(body.team_id).not.toBe('');
    const visible = visibleTo({ tenant: place.tenant, person: personId(event.user), reads: new Set([channelId(GENERAL)]) }, runs);
    await client.views.publish({ user_id: event.user, view: homeView({ visible, settings: SETTINGS }) });
  });
  app.action(BUTTON_IDS, async ({ ack, body, action, client }) => {
    await ack();
    if (body.type !== 'block_actions' || action.type !== 'button' || !('action_id' in action)) return;
    const pressed = readButton(action.action_id, action.value);
    if (pressed === null || pressed.kind === 'correct-reading') return;
    const opening = modalFor(pressed, run, NAMES);
    if (opening.kind === 'at-once') return;
    await client.views.open({ trigger_id: body.trigger_id, view: opening.kind === 'view' ? opening.view : refusedView(opening.card) });
  });
  app.action(VIEW_BUTTON_IDS, async ({ ack, body, action, client }) => {
    await ack();
    if (body.type !== 'block_actions' || action.type !== 'button' || !('action_id' in action)) return;
    const pressed = readViewButton(action.action_id, action.value);
    const open = body.view?.type === 'modal' ? client.views.push : client.views.open;
    if (pressed?.kind === 'settings') await open({ trigger_id: body.trigger_id, view: settingsList({ channel: pressed.channel, resolved: SETTINGS }) });
    else if (pressed?.kind === 'settings-group' && isSettingGroup(pressed.group))
      await open({ trigger_id: body.trigger_id, view: settingsForm({ channel: pressed.channel, resolved: SETTINGS }, pressed.group) });
    else if (pressed !== null && pressed.kind !== 'settings-group') await open({ trigger_id: body.trigger_id, view: changeViewFor(pressed, run, NAMES) });
  });
  app.options(SUGGESTION_IDS, async ({ ack, options }) => {
    await ack({ options: [...suggestionsFor(options.action_id, options.value, NAMES).options] });
  });
  app.view(FORM_CALLBACK, async ({ ack, view }) => {
    const lookups = { workflow: async () => run, settings: async () => SETTINGS, names: async () => NAMES };
    const submission = await readSubmittedView(view, lookups);
    if (submission?.kind === 'errors') await ack({ response_action: 'errors', errors: { ...submission.errors } });
    else if (submission?.kind === 'refused') await ack({ response_action: 'update', view: refusedView(submission.card) });
    else await ack({ response_action: 'clear' });
    if (submission?.kind === 'submitted') submitted.push(submission.submitted);
  });
  await app.start();
});

afterEach(async () => {
  await app.stop();
  await slack.close();
});

async function atHome() {
  const ana = slack.person(ANA);
  await ana.opensHome();
  await until(() => ana.home().length > 0);
  return ana;
}

test('the plan is edited from the home page: names are suggested, mistakes stand at their fields, a plan that moved on says so', async () => {
  const ana = await atHome();
  await ana.pressesAtHome('Edit');
  const form = await until(() => ana.form());
  expect(form.title).toBe('Edit the plan of #12');
  expect(form.submit).toBe('Save the changes');
  expect(await ana.submits()).toEqual({ kind: 'errors', errors: { Title: FORM_WORDS.nothingChanged } });
  await ana.fills('w0.waits', ['3']);
  expect(await ana.submits()).toMatchObject({ kind: 'errors', errors: { 'Waits for': expect.stringContaining('later phase') } });
  await ana.fills('w0.waits', null);
  expect(await ana.suggestions('w0.skills', 'skill-19')).toEqual(['skill-19', ...Array.from({ length: 10 }, (_, index) => `skill-19${index}`)]);
  await ana.fills('w0.skills', ['skill-19']);
  await ana.fills('w1.drop', 'yes');
  expect(await ana.submits()).toEqual({ kind: 'closed' });
  expect(submitted).toMatchObject([
    {
      kind: 'edit-plan',
      edits: [
        { kind: 'set-skills', workstream: '1', skills: ['skill-19'] },
        { kind: 'drop', workstream: '2' },
      ],
    },
  ]);

  await ana.pressesAtHome('Edit');
  await until(() => ana.form());
  await ana.fills('w0.title', 'Other');
  run = approved().now();
  run = { ...run, proposal: run.proposal && { ...run.proposal, hash: 'another' } };
  expect(await ana.submits()).toEqual({ kind: 'updated' });
  expect(ana.form()?.lines.join(' ')).toContain('Someone changed the plan since you opened it.');
  expect(slack.violations).toEqual([]);
});

test('settings are changed in three steps, and a wrong value is said where it stands', async () => {
  const ana = await atHome();
  await ana.pressesAtHome('All settings');
  await until(() => ana.form()?.title === 'Settings');
  await ana.pressesInForm('Change');
  await until(() => ana.form()?.title === 'How runs work');
  await ana.fills('max_parallel_agents', '9');
  expect(await ana.submits()).toEqual({ kind: 'errors', errors: { max_parallel_agents: 'max_parallel_agents takes a whole number from 1 to 6, not “9”.' } });
  await ana.fills('max_parallel_agents', '6');
  await ana.fills('verbose_progress', 'false');
  expect(await ana.submits()).toEqual({ kind: 'closed' });
  expect(ana.form()).toBeNull();
  expect(submitted).toEqual([
    { kind: 'settings', channel: null, commands: ['/baton settings import\n---\nmax_parallel_agents: 6\nverbose_progress: false\n---'] },
  ]);
  expect(slack.violations).toEqual([]);
});

test('a run at work is changed from the home page', async () => {
  run = approved().now();
  const ana = await atHome();
  await ana.pressesAtHome('Change');
  await until(() => ana.form()?.title === 'Change what is to come');
  await ana.pressesInForm('Change#3');
  await until(() => ana.form()?.title === 'Change [3]');
  await ana.fills('model', 'claude-opus-5-5');
  expect(await ana.submits()).toEqual({ kind: 'closed' });
  expect(submitted).toMatchObject([{ kind: 'overrides', changes: [{ kind: 'change', workstream: '3', model: 'claude-opus-5-5' }] }]);
  expect(slack.violations).toEqual([]);
});
