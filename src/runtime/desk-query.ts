/** Commands that are no request: they ask, set or steer something; a retry starts a run out of an old one. */
import type { Command, RunNamed } from '../../commands/index.ts';
import type { Card } from '../cards/card.ts';
import { costsCard } from '../cards/costs.ts';
import { helpCard } from '../cards/help.ts';
import { listCard } from '../cards/list.ts';
import { noticeCard } from '../cards/notice.ts';
import { showCard, statusCard } from '../cards/status.ts';
import { personId } from '../engine/ids.ts';
import type { Input } from '../engine/input.ts';
import type { Workflow } from '../engine/state.ts';
import type { WorkflowSummary } from '../ports/archive.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import { actorOf } from './actor-of.ts';
import { cleanUp } from './cleanup.ts';
import { deliver } from './deliver.ts';
import { branch } from './desk-branch.ts';
import type { DeskDeps } from './desk-deps.ts';
import { answerCheck, answerPreview, answerShelf } from './desk-library.ts';
import { report } from './desk-report.ts';
import { answerSettings } from './desk-settings.ts';
import { readWorkflow } from './read-workflow.ts';
import { runsAtWork } from './runs-at-work.ts';
import { seenRun, seenRuns } from './seen-runs.ts';

/** Enough to find something again; older runs are found by their number. */
const LISTED = 20;

export type Query = Exclude<Command, { kind: 'request' | 'misread' | 'create' }>;

export async function answerQuery(request: CommandRequest, query: Query, deps: DeskDeps): Promise<CommandReply> {
  switch (query.kind) {
    case 'help':
      return told(request, helpCard(query.topic, null));
    case 'status':
      return told(request, await runCard(request, query.run, statusCard, deps));
    case 'show':
      return told(request, await runCard(request, query.number, showCard, deps));
    case 'list': {
      const { active } = query;
      return told(request, listCard(await seenRuns(request, { active: active ? true : null, thread: null, limit: LISTED }, deps), active));
    }
    case 'cancel':
    case 'pause':
    case 'resume':
      return await steer(request, query, deps);
    case 'update':
      return await reportOn(request, query, deps);
    case 'aggregate':
      return await steer(request, { kind: 'aggregate', number: query.run }, deps);
    case 'retry':
      return await retry(request, query, deps);
    case 'costs':
      return told(request, costsCard(await deps.costs.report(request.tenant, query.by, query.days)));
    case 'shelf':
      return told(request, await answerShelf(query.shelf, query.words, deps.library));
    case 'library-check':
      return told(request, await answerCheck(deps.library));
    case 'preview':
      return told(request, await answerPreview(query.template, query.values, deps.library));
    case 'cleanup':
      return told(request, await clean(request, query.days, deps));
    case 'settings':
      return told(request, await answerSettings(request, query.action, deps));
    default: {
      const missed: never = query;
      return missed;
    }
  }
}

function told({ thread }: CommandRequest, card: Card): CommandReply {
  return { kind: 'told', card, thread };
}

async function runCard(request: CommandRequest, number: RunNamed | null, show: (workflow: Workflow) => Card, deps: DeskDeps): Promise<Card> {
  const found = await runMeant(request, number, deps);
  const workflow = found && (await readWorkflow(deps.archive, request.tenant, found.id));
  return workflow ? show(workflow) : notFound(number);
}

async function steer(
  request: CommandRequest,
  { kind, number }: { readonly kind: 'cancel' | 'pause' | 'resume' | 'aggregate'; readonly number: RunNamed | null },
  deps: DeskDeps,
): Promise<CommandReply> {
  const { tenant, thread, input: id } = request;
  const here = number === null && thread !== null ? await runsAtWork(deps.archive, tenant, thread) : [];
  if (here.length > 1) return told(request, noticeCard({ kind: 'which-run', number: null, ways: here.map((run) => `/baton ${kind} ${run.number}`) }));
  const found = await runMeant(request, number, deps);
  if (!found) return told(request, notFound(number));
  const input: Input = { kind: 'override', actor: await actorOf(request, found, deps), change: { kind } };
  const reply = await deliver({ tenant, workflow: found.id, id, input, artifacts: [] }, deps);
  return { kind: 'acted', workflow: found.id, thread: found.thread, reply, as: kind };
}

async function reportOn(request: CommandRequest, { run, report: ask }: Extract<Query, { kind: 'update' }>, deps: DeskDeps): Promise<CommandReply> {
  const found = await runMeant(request, run, deps);
  const workflow = found && (await readWorkflow(deps.archive, request.tenant, found.id));
  if (!workflow) return told(request, notFound(run));
  return { kind: 'acted', workflow: workflow.id, thread: workflow.place.thread, reply: await report(request, workflow, ask, deps), as: 'update' };
}

async function retry(request: CommandRequest, { number, workstream, change }: Extract<Query, { kind: 'retry' }>, deps: DeskDeps): Promise<CommandReply> {
  const found = await seenRun(request, number, deps);
  if (!found) return told(request, notFound(number));
  const asked = { workflow: found.id, workstream, change: change === null ? null : { agent: null, persona: null, task: null, note: change } };
  const reply = await branch({ ...request, ...asked }, deps);
  switch (reply.kind) {
    case 'started':
      return { kind: 'started', workflow: reply.workflow, number: reply.number, thread: reply.thread };
    case 'refused':
      return told(request, reply.card);
    case 'not-found':
      return told(request, notFound(number));
    default: {
      const missed: never = reply;
      return missed;
    }
  }
}

async function clean({ tenant, admin }: CommandRequest, days: number, { retention, admins }: DeskDeps): Promise<Card> {
  if (!admin) return noticeCard({ kind: 'admins-only', admins: admins.map(personId) });
  return noticeCard({ kind: 'cleaned', runs: await cleanUp(retention, tenant, days), days });
}

/** By its number, or the run of this thread: the one that is not over, else the last one. */
async function runMeant(request: CommandRequest, number: RunNamed | null, deps: DeskDeps): Promise<WorkflowSummary | null> {
  const { tenant, thread } = request;
  const { archive } = deps;
  if (number !== null) return await seenRun(request, number, deps);
  if (thread === null) return null;
  const [running] = await archive.workflows(tenant, { active: true, thread, limit: 1 });
  if (running) return running;
  const [last] = await archive.workflows(tenant, { active: null, thread, limit: 1 });
  return last ?? null;
}

function notFound(run: RunNamed | null): Card {
  return noticeCard(run === null ? { kind: 'no-run-here' } : { kind: 'no-such-run', run });
}
