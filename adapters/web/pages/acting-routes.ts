/** What people do on the page: write, decide, edit, override. The thread itself is updated by its stream. */
import type { Context, Hono } from 'hono';
import { FORM_WORDS, planEditorTitle } from '../../../src/cards/form-words.ts';
import { type WorkflowId, workflowOf } from '../../../src/engine/ids.ts';
import { answerSchema, branchSchema, overrideSchema } from '../action-schemas.ts';
import { answerDecision, branchRun, editPlan, existingRun, override, refused } from '../actions.ts';
import { settled } from '../api/action-answer.ts';
import { started } from '../api/action-routes.ts';
import type { WebDeps } from '../deps.ts';
import { check, cleanText, readDecisionId, readThreadId, readWorkflowKey } from '../edge.ts';
import type { WebEnv } from '../env.ts';
import { readForm } from '../files/form.ts';
import { receiveFiles } from '../files/receive.ts';
import { loadWorkflow } from '../load-workflow.ts';
import { optionsIn } from '../option-fields.ts';
import { badInput, notFound } from '../problem.ts';
import { channelSchema, sendCommand } from '../send-command.ts';
import { changePage } from './change-page.ts';
import { frameFor, wantsFragment } from './frame.ts';
import { doneNotice, toldNotice } from './notice.ts';
import { branchFields, onlyChanged, overrideFields } from './override-form.ts';
import { editsOf } from './plan-form.ts';
import { planPage } from './plan-page.ts';
import { toldPage } from './told-page.ts';

export function actingRoutes(app: Hono<WebEnv>, deps: WebDeps): void {
  app.post('/c/:channel/commands', (c) => command(c, deps, { channel: check(channelSchema, c.req.param('channel')), thread: null }));
  app.post('/t/:thread/commands', (c) => command(c, deps, { channel: null, thread: readThreadId(c.req.param('thread')) }));

  app.post('/decisions/:id', async (c) => {
    const id = readDecisionId(c.req.param('id'));
    const form = await readForm(c);
    const answer = check(answerSchema, { option: form.text('option'), text: form.text('text') });
    settled(await answerDecision(deps, c.var.person, id, answer), 'decision');
    return done(c, deps, workflowOf(id));
  });

  app.post('/workflows/:id/overrides', async (c) => {
    const run = await existingRun(deps, c.req.param('id'));
    const change = onlyChanged(check(overrideSchema, overrideFields(await readForm(c))), (await loadWorkflow(deps.archive, run)).workflow);
    settled(await override(deps, c.var.person, run, change), 'workflow');
    return done(c, deps, run);
  });

  app.post('/workflows/:id/branch', async (c) => {
    const run = await existingRun(deps, c.req.param('id'));
    const { workstream, ...change } = check(branchSchema, branchFields(await readForm(c)));
    const { thread } = started(await branchRun(deps, c.var.person, run, { workstream, change, key: null }));
    return wantsFragment(c) ? c.html(doneNotice('Started. Its plan is in the thread.')) : c.redirect(`/t/${thread}`, 303);
  });

  app.get('/workflows/:id/plan', async (c) => {
    const { workflow } = await loadWorkflow(deps.archive, readWorkflowKey(c.req.param('id')));
    if (workflow.proposal === null) throw notFound('plan');
    if (workflow.stage.kind === 'ended') settled(refused({ kind: 'workflow-ended' }, workflow), 'workflow');
    if (workflow.start !== null) settled(refused({ kind: 'plan-is-running' }, workflow), 'workflow');
    const { plan, hash } = workflow.proposal;
    return c.html(planPage(frameFor(c, deps, planEditorTitle(workflow.number)), workflow, plan, hash, await deps.personas()));
  });

  app.get('/workflows/:id/change', async (c) => {
    const { workflow } = await loadWorkflow(deps.archive, readWorkflowKey(c.req.param('id')));
    if (workflow.stage.kind === 'ended') settled(refused({ kind: 'workflow-ended' }, workflow), 'workflow');
    if (workflow.proposal === null || workflow.stage.kind !== 'running') throw notFound('run at work');
    return c.html(changePage(frameFor(c, deps, `Change #${workflow.number}`), workflow, workflow.proposal.plan, await deps.personas()));
  });

  app.post('/workflows/:id/plan', async (c) => {
    const { workflow } = await loadWorkflow(deps.archive, readWorkflowKey(c.req.param('id')));
    if (workflow.proposal === null) throw notFound('plan');
    const form = await readForm(c);
    const hash = form.text('hash');
    // The fields say what stood in that plan: against another plan they would mean other changes.
    if (hash !== workflow.proposal.hash) settled(refused({ kind: 'plan-moved-on', currentHash: workflow.proposal.hash }, workflow), 'workflow');
    const edits = editsOf(workflow.proposal.plan, form);
    if (edits.length === 0) throw badInput(FORM_WORDS.nothingChanged);
    settled(await editPlan(deps, c.var.person, workflow.id, hash, edits), 'workflow');
    return elsewhere(c, `/t/${workflow.place.thread}`);
  });
}

async function command(c: Context<WebEnv>, deps: WebDeps, place: { readonly channel: string | null; readonly thread: string | null }): Promise<Response> {
  const form = await readForm(c);
  const text = cleanText(form.text('text') ?? '');
  const files = await receiveFiles(deps, form.all('files'));
  const options = optionsIn(form);
  const reply = await sendCommand(deps, { actor: c.var.person, text, ...place, options, attachments: files.map(({ id }) => id), key: null });
  const here = place.thread === null ? `/c/${place.channel}` : `/t/${place.thread}`;
  switch (reply.kind) {
    case 'started':
      return reply.thread === place.thread ? sent(c, here) : elsewhere(c, `/t/${reply.thread}`);
    case 'acted':
      settled(reply.reply, 'workflow');
      return sent(c, here);
    case 'told':
      if (!wantsFragment(c)) return c.html(toldPage(frameFor(c, deps, 'Answer'), reply.card, here));
      c.header('hx-trigger', 'composer-sent');
      return c.html(toldNotice(reply.card));
    case 'misread':
      if (!wantsFragment(c)) return c.html(toldPage(frameFor(c, deps, 'Not understood'), reply.card, here), 400);
      return c.html(toldNotice(reply.card), 400);
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}

function sent(c: Context<WebEnv>, here: string): Response | Promise<Response> {
  if (!wantsFragment(c)) return c.redirect(here, 303);
  c.header('hx-trigger', 'composer-sent');
  return c.html(doneNotice('Sent.'));
}

function elsewhere(c: Context<WebEnv>, path: string): Response {
  if (!wantsFragment(c)) return c.redirect(path, 303);
  return c.body(null, 204, { 'hx-redirect': path });
}

async function done(c: Context<WebEnv>, deps: WebDeps, id: WorkflowId): Promise<Response> {
  if (wantsFragment(c)) return c.html(doneNotice('Recorded.'));
  const { workflow } = await loadWorkflow(deps.archive, id);
  return c.redirect(`/t/${workflow.place.thread}`, 303);
}
