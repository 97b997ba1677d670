/** A request becomes a workflow: settings as they are now, files checked, and the wake-up in the same transaction. */
import type { ArtifactRef } from '../engine/body.ts';
import type { CompositionRun } from '../engine/composition.ts';
import type { Mode, Place, Reuse } from '../engine/event.ts';
import { threadId } from '../engine/ids.ts';
import type { LibrarySizes } from '../engine/library-sizes.ts';
import type { Plan } from '../engine/plan.ts';
import { NO_OPTIONS, type RequestOptions } from '../engine/request-options.ts';
import type { Settings } from '../engine/settings.ts';
import type { CommandReply, CommandRequest } from '../ports/desk.ts';
import type { NewArtifact } from '../ports/ledger.ts';
import { attachedFiles } from './attachments.ts';
import type { DeskDeps } from './desk-deps.ts';
import { likeRuns } from './like-runs.ts';
import { openRun } from './open-run.ts';
import { storedBody } from './stored-text.ts';
import { backgroundOf } from './thread-background.ts';

export interface AskedWork {
  readonly mode: Mode;
  readonly task: string;
  readonly givenPlan: Plan | null;
  /** Results of a former run; always with its plan. */
  readonly reuse: Reuse | null;
  /** Absent: nothing was chosen. */
  readonly options?: RequestOptions;
  /** Those in force here, with what was chosen for this run. Absent: those in force. */
  readonly settings?: Settings;
  /** The given plan is that of a composition. */
  readonly composition?: CompositionRun;
  /** Of the library's texts that the given plan names. */
  readonly sizes?: LibrarySizes;
  /** The request's files, checked already, with those made of its text. Absent: what is attached. */
  readonly files?: RequestFiles;
}

export interface RequestFiles {
  readonly inputs: readonly ArtifactRef[];
  /** Those among them that are not stored yet. */
  readonly artifacts: readonly NewArtifact[];
}

export async function startWorkflow(request: CommandRequest, asked: AskedWork, deps: DeskDeps): Promise<CommandReply> {
  const { tenant, actor, surface, channel, input } = request;
  const files = asked.files ?? { inputs: await attachedFiles(deps.artifacts, tenant, request.attachments), artifacts: [] };
  const settings = asked.settings ?? (await deps.settings.resolve(tenant, channel)).values;
  const { body: task, artifacts } = storedBody(asked.task, 'request.md', deps.ids);
  const thread = request.thread ?? (request.opens ? await request.opens() : threadId(deps.ids.next()));
  const place: Place = { tenant, surface, channel, thread };
  const before = backgroundOf(request.background ?? [], deps.ids);
  await recordSpoken(request, place, deps);
  const { mode, givenPlan, reuse, options, composition, sizes } = asked;
  const inputs = [...files.inputs, ...(before ? [before.file.ref] : [])];
  const toBe = { tenant, rehearsal: deps.rehearsal, options: options ?? NO_OPTIONS, task, inputs };
  const like = givenPlan && reuse === null ? await likeRuns(toBe, givenPlan, deps.history) : null;
  const known = before ? { background: { artifact: before.file.ref.id, messages: before.messages } } : {};
  const chosen = { ...known, ...(options ? { options } : {}), ...(composition ? { composition } : {}), ...(sizes ? { sizes } : {}), ...(like ? { like } : {}) };
  const run = { place, requester: actor, mode, task, inputs, settings, givenPlan, reuse, ...chosen };
  return { kind: 'started', ...(await openRun(run, input, [...artifacts, ...files.artifacts, ...(before ? [before.file] : [])], deps)) };
}

/** Before anything that answers it, so that the thread reads in order. */
export async function recordSpoken(request: Pick<CommandRequest, 'actor' | 'input' | 'text'>, place: Place, deps: DeskDeps): Promise<void> {
  if (!deps.keepsPeople.has(place.surface)) return;
  await deps.posts.recordPerson({ id: request.input, place, author: request.actor, text: request.text });
}
