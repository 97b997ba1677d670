/** Whole runs of each pattern on a real database, with the shipped library: asked for in words, approved, and overheard. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pino } from 'pino';
import type { ExampleFile, PatternExample } from '../../../scripts/patterns/examples.ts';
import type { OptionId } from '../../../src/engine/decision.ts';
import { type ArtifactId, artifactId, LOCAL_TENANT, type WorkflowId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import type { Plan } from '../../../src/engine/plan.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import { loadLibrary } from '../../../src/library/load.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import type { Library } from '../../../src/ports/library.ts';
import type { Model, ModelCall } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import type { Assembled } from '../runtime/assembled.ts';

const ids = createIds(systemClock);

export async function shippedLibrary(): Promise<Library> {
  const folders = [resolve(import.meta.dirname, '../../../library')];
  return await loadLibrary({ folders, patterns: PATTERNS.map(({ name }) => name), clock: systemClock, log: pino({ enabled: false }) });
}

/** The model, and every call that it was asked. */
export function overheard(model: Model): { readonly model: Model; readonly calls: ModelCall[] } {
  const calls: ModelCall[] = [];
  return {
    calls,
    model: {
      kind: model.kind,
      write: (call, signal) => {
        calls.push(call);
        return model.write(call, signal);
      },
      fill: (call, signal) => {
        calls.push(call);
        return model.fill(call, signal);
      },
    },
  };
}

export async function upload(baton: Assembled, { name, text }: ExampleFile): Promise<ArtifactId> {
  const content = new TextEncoder().encode(text);
  const ref = {
    id: artifactId(ids.next()),
    name,
    mediaType: 'text/markdown',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  await baton.database.artifacts.store(LOCAL_TENANT, { ref, content });
  return ref.id;
}

export async function begin(baton: Assembled, { request, files }: PatternExample): Promise<WorkflowId> {
  const attachments: ArtifactId[] = [];
  for (const file of files) attachments.push(await upload(baton, file));
  const reply = await baton.say(request, { attachments });
  if (reply.kind !== 'started') throw new Error(`"${request}" started nothing: ${reply.kind}`);
  return reply.workflow;
}

const YES: readonly OptionId[] = ['approve', 'go'];

/** Says yes to what is asked until it is over. */
export async function toTheEnd(baton: Assembled, workflow: WorkflowId): Promise<Workflow> {
  for (;;) {
    const state = await baton.reached(workflow, (now) => now.stage.kind === 'ended' || (now.running.size === 0 && openDecisions(now).length > 0));
    if (state.stage.kind === 'ended') return state;
    for (const { id, options, question } of openDecisions(state)) {
      const option = YES.find((yes) => options.some((offered) => offered.id === yes));
      if (!option) throw new Error(`Nobody can say yes to ${question.kind}.`);
      await baton.answer(id, option);
    }
  }
}

export function planOf({ proposal }: Workflow): Plan {
  if (!proposal) throw new Error('There is no plan.');
  return proposal.plan;
}

/** What workers were asked, by workstream; the last attempt of each. */
export function workCalls(calls: readonly ModelCall[]): ReadonlyMap<string, ModelCall> {
  return new Map(calls.flatMap((call) => (call.brief.subject.kind === 'workstream' ? [[call.brief.subject.workstream, call] as const] : [])));
}
