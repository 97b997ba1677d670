/** A place where runs live is out of reach: the runs wait, and whoever asked for them hears of it where they still can. */
import type { Logger } from 'pino';
import type { Card } from '../../cards/card.ts';
import { placeLostCard } from '../../cards/place-words.ts';
import type { PlaceLoss } from '../../engine/event.ts';
import type { ChannelId, InputId, PersonId, TenantId, ThreadId } from '../../engine/ids.ts';
import type { Archive, WorkflowSummary } from '../../ports/archive.ts';
import type { Desk } from '../../ports/desk.ts';
import { runPlaces } from './run-places.ts';

export interface LostPlace {
  readonly tenant: TenantId;
  /** Null: all of the tenant's. */
  readonly channel: ChannelId | null;
  readonly thread: ThreadId | null;
  readonly reason: PlaceLoss;
  readonly input: InputId;
}

export interface PlaceLostDeps {
  readonly surface: string;
  readonly desk: Pick<Desk, 'place'>;
  readonly archive: Pick<Archive, 'workflows' | 'read'>;
  /** False: this person cannot be written to. */
  readonly direct: (tenant: TenantId, person: PersonId, card: Card) => Promise<boolean>;
  /** People of this surface who look after Baton: told where whoever asked cannot be. */
  readonly admins: readonly PersonId[];
  /** What is to be done about this loss, where the surface knows more than the words for the reason. */
  readonly advice?: (lost: LostPlace) => Promise<Advice>;
  /** False: another process tells it. Absent: this is the only one that hears of it. */
  readonly first?: (run: WorkflowSummary, reason: PlaceLoss) => Promise<boolean>;
  readonly log: Logger;
}

export interface Advice {
  /** What is missing, one line each. */
  readonly missing: readonly string[];
  /** Who can put it right, besides whoever asked; they are told as well. */
  readonly fixers: readonly PersonId[];
}

const NONE: Advice = { missing: [], fixers: [] };

/** Told once for each loss: runs that wait already, for whatever reason, are not told of again. */
export async function placeLost(lost: LostPlace, deps: PlaceLostDeps): Promise<void> {
  const { tenant, channel, reason } = lost;
  const { surface, archive, desk, log } = deps;
  const theirs = (await runPlaces({ ...lost, surface }, archive)).filter(({ away }) => away !== reason);
  if (theirs.length === 0) return;
  await desk.place({ ...lost, surface });
  const news: WorkflowSummary[] = [];
  for (const { run, away } of theirs) if (away === null && (deps.first === undefined || (await deps.first(run, reason)))) news.push(run);
  if (news.length === 0) return;
  log.warn({ surface, tenant, channel, reason, runs: news.length }, 'a place is out of reach: its runs wait');
  // Without Baton's being there nobody can be told; the log has it.
  if (reason === 'uninstalled') return;
  const advice = (await deps.advice?.(lost)) ?? NONE;
  for (const [requester, runs] of byRequester(news)) await tellOne(tenant, requester, reason, runs, advice, deps);
}

async function tellOne(
  tenant: TenantId,
  requester: PersonId,
  reason: PlaceLoss,
  runs: readonly WorkflowSummary[],
  { missing, fixers }: Advice,
  { direct, admins, log }: PlaceLostDeps,
): Promise<void> {
  const card = (theirs: boolean) => placeLostCard(reason, runs, { theirs, missing });
  const told = await direct(tenant, requester, card(true));
  const others = [...new Set([...fixers, ...(told ? [] : admins)])].filter((person) => person !== requester);
  // One of them is enough.
  for (const person of others) if (await direct(tenant, person, card(false))) return;
  if (!told) log.warn({ tenant, runs: runs.map(({ number }) => number).join(', ') }, 'nobody could be told that runs wait for their place');
}

function byRequester(runs: readonly WorkflowSummary[]): ReadonlyMap<PersonId, readonly WorkflowSummary[]> {
  const each = new Map<PersonId, WorkflowSummary[]>();
  for (const run of runs) each.set(run.requester, [...(each.get(run.requester) ?? []), run]);
  return each;
}
