/** Commands that ask or set something and start no work: help, status, list, show, cancel, settings. */
import type { Command } from '../../commands/index.ts';
import type { Card } from '../cards/card.ts';
import { helpCard } from '../cards/help.ts';
import { listCard } from '../cards/list.ts';
import { noticeCard } from '../cards/notice.ts';
import { showCard, statusCard } from '../cards/status.ts';
import type { Workflow } from '../engine/state.ts';
import type { WorkflowSummary } from '../ports/archive.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import { deliver } from './deliver.ts';
import type { DeskDeps } from './desk-deps.ts';
import { answerSettings } from './desk-settings.ts';
import { readWorkflow } from './read-workflow.ts';

/** Enough to find something again; older runs are found by their number. */
const LISTED = 20;

export type Query = Exclude<Command, { kind: 'request' | 'misread' }>;

export async function answerQuery(request: CommandRequest, query: Query, deps: DeskDeps): Promise<CommandReply> {
  switch (query.kind) {
    case 'help':
      return told(request, helpCard(query.topic, null));
    case 'status':
      return told(request, await runCard(request, query.number, statusCard, deps));
    case 'show':
      return told(request, await runCard(request, query.number, showCard, deps));
    case 'list': {
      const { active } = query;
      return told(request, listCard(await deps.archive.workflows(request.tenant, { active: active ? true : null, thread: null, limit: LISTED }), active));
    }
    case 'cancel':
      return await cancel(request, query.number, deps);
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

async function runCard(request: CommandRequest, number: number | null, show: (workflow: Workflow) => Card, deps: DeskDeps): Promise<Card> {
  const found = await runMeant(request, number, deps);
  const workflow = found && (await readWorkflow(deps.archive, request.tenant, found.id));
  return workflow ? show(workflow) : notFound(number);
}

async function cancel(request: CommandRequest, number: number | null, deps: DeskDeps): Promise<CommandReply> {
  const { tenant, actor, input: id } = request;
  const found = await runMeant(request, number, deps);
  if (!found) return told(request, notFound(number));
  const reply = await deliver({ tenant, workflow: found.id, id, input: { kind: 'override', actor, change: { kind: 'cancel' } }, artifacts: [] }, deps);
  return { kind: 'acted', workflow: found.id, thread: found.thread, reply, as: 'cancel' };
}

/** By its number, or the run of this thread: the one that is not over, else the last one. */
async function runMeant({ tenant, thread }: CommandRequest, number: number | null, { archive }: DeskDeps): Promise<WorkflowSummary | null> {
  if (number !== null) return await archive.find(tenant, number);
  if (thread === null) return null;
  const [running] = await archive.workflows(tenant, { active: true, thread, limit: 1 });
  if (running) return running;
  const [last] = await archive.workflows(tenant, { active: null, thread, limit: 1 });
  return last ?? null;
}

function notFound(number: number | null): Card {
  return noticeCard(number === null ? { kind: 'no-run-here' } : { kind: 'no-such-run', number });
}
