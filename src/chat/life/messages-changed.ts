/** Messages that people change or take away after Baton has acted on them. What was asked and what was done stay as they were. */
import type { Card } from '../../cards/card.ts';
import { noteEditedCard, requestDeletedCard, requestEditedCard } from '../../cards/request-cards.ts';
import type { ChannelId, InputId, PersonId, TenantId, ThreadId, WorkflowId } from '../../engine/ids.ts';
import type { Workflow } from '../../engine/state.ts';
import type { Archive, ReadWorkflow } from '../../ports/archive.ts';
import type { Deliveries } from '../../ports/deliveries.ts';
import type { Desk } from '../../ports/desk.ts';
import { saidOnce } from './said-once.ts';

/** The input that this message became, had Baton acted on it; the thread that it is in, or that begins with it. */
export interface ChangedMessage {
  readonly tenant: TenantId;
  readonly channel: ChannelId;
  readonly thread: ThreadId;
  readonly input: InputId;
}

export interface MessageLifeDeps {
  readonly archive: Pick<Archive, 'workflows' | 'read'>;
  readonly desk: Pick<Desk, 'override'>;
  /** Only they see it. */
  readonly say: (tenant: TenantId, channel: ChannelId, person: PersonId, card: Card, thread: ThreadId) => Promise<unknown>;
}

export interface EditedMessage extends ChangedMessage {
  readonly user: PersonId;
  /** What came of this edit was begun before. */
  readonly again: boolean;
}

export interface EditedDeps extends MessageLifeDeps {
  readonly surface: string;
  readonly deliveries: Pick<Deliveries, 'take' | 'done'>;
}

/** Told once for each message, however often people edit it. */
export async function messageEdited(message: EditedMessage, deps: EditedDeps): Promise<void> {
  const { requested, noted } = await runsOfMessage(message, deps.archive);
  const [run] = requested.filter(isOpen);
  const card = run ? requestEditedCard(run) : noted.some(isOpen) ? noteEditedCard() : null;
  if (card === null) return;
  const { tenant, channel, user, thread, input, again } = message;
  const isFirst = await saidOnce({ surface: deps.surface, tenant, id: `edited:${input}` }, deps.deliveries);
  if (isFirst || again) await deps.say(tenant, channel, user, card, thread);
}

/** Words that their author deletes are not to be followed. `inputFor`: for what is asked of a run because of this. */
export async function messageDeleted(message: ChangedMessage, inputFor: (run: WorkflowId) => InputId, deps: MessageLifeDeps): Promise<void> {
  const { tenant, channel, thread, input } = message;
  const { requested, noted } = await runsOfMessage(message, deps.archive);
  for (const run of requested.filter(isOpen)) await deps.say(tenant, channel, run.requester, requestDeletedCard(run), thread);
  for (const run of noted.filter(isOpen)) {
    const author = run.notes.find(({ id }) => id === input)?.by;
    if (author === undefined) continue;
    const acting = { tenant, actor: author, groups: [], admin: false, input: inputFor(run.id) };
    await deps.desk.override({ ...acting, workflow: run.id, change: { kind: 'withdraw-context', note: input } });
  }
}

export interface RunsOfMessage {
  /** Runs that it asked for. */
  readonly requested: readonly Workflow[];
  /** Runs that it was taken as context for. */
  readonly noted: readonly Workflow[];
  readonly inThread: readonly Workflow[];
}

const MOST_RUNS = 20;

export async function runsOfMessage({ tenant, channel, thread, input }: ChangedMessage, archive: Pick<Archive, 'workflows' | 'read'>): Promise<RunsOfMessage> {
  const runs = await archive.workflows(tenant, { active: null, thread, limit: MOST_RUNS });
  const read = (await Promise.all(runs.filter((run) => run.channel === channel).map(({ id }) => archive.read(tenant, id)))).filter((one) => one !== null);
  const began = ({ recorded }: ReadWorkflow) => recorded[0]?.input === input;
  return {
    requested: read.filter(began).map(({ workflow }) => workflow),
    noted: read.map(({ workflow }) => workflow).filter(({ notes }) => notes.some(({ id }) => id === input)),
    inThread: read.map(({ workflow }) => workflow),
  };
}

export function isOpen({ stage }: Workflow): boolean {
  return stage.kind !== 'ended';
}
