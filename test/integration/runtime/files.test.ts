/** Files that come with a request reach the model as documents; what no model can read is refused by name. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ArtifactId, artifactId, LOCAL_TENANT } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { createRehearsalModel } from '../../../src/model/rehearsal.ts';
import type { Model, ModelCall } from '../../../src/ports/model.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { createIds } from '../../../src/runtime/ids.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

const ids = createIds(systemClock);
const calls: ModelCall[] = [];
const rehearsal = createRehearsalModel({ clock: systemClock });
/** The rehearsal model, overheard. */
const model: Model = {
  kind: 'rehearsal',
  write: (call, signal) => {
    calls.push(call);
    return rehearsal.write(call, signal);
  },
  fill: (call, signal) => {
    calls.push(call);
    return rehearsal.fill(call, signal);
  },
};

let baton: Assembled;
beforeEach(async () => {
  calls.length = 0;
  baton = await assembleFresh({ model, settings: { confirm_before_execute: false } });
});
afterEach(async () => {
  await baton.close();
});

async function upload(name: string, mediaType: string, text: string): Promise<ArtifactId> {
  const content = new TextEncoder().encode(text);
  const id = artifactId(ids.next());
  await baton.database.artifacts.store(LOCAL_TENANT, { ref: { id, name, mediaType, bytes: content.length, sha256: '0'.repeat(64) }, content });
  return id;
}

test('a text file is a document of the calls that work on the request, and of no other', async () => {
  const attachments = [await upload('policy.md', 'text/markdown', '# Policy\n\nKeep logs for 13 months.')];
  const reply = await baton.say('/orchestrate Compare stores AND write a plan THEN review it', { attachments });
  if (reply.kind !== 'started') throw new Error(reply.kind);
  await baton.reached(reply.workflow, (state) => state.stage.kind === 'ended');
  const withFile = new Set(calls.filter(({ documents }) => documents.length > 0).map(({ brief }) => brief.subject.kind));
  expect(withFile).toEqual(new Set(['assessment', 'plan', 'workstream']));
  expect(calls[0]?.documents).toEqual([{ kind: 'text', name: 'policy.md', text: '# Policy\n\nKeep logs for 13 months.' }]);
});

test('a workstream gets what it depends on from memory, whole, and its siblings get nothing of each other', async () => {
  const { workflow } = await baton.start('/orchestrate Compare stores AND write a plan THEN review it');
  const ended = await baton.reached(workflow, (state) => state.stage.kind === 'ended');
  expect(openDecisions(ended)).toEqual([]);
  const work = calls.filter(({ brief }) => brief.subject.kind === 'workstream');
  expect(work.map(({ brief }) => brief.buildsOn.length).toSorted()).toEqual([0, 0, 2]);
});

test('more than one model call takes is refused before anything is started', async () => {
  const attachments = [];
  for (const name of ['one.md', 'two.md', 'three.md']) attachments.push(await upload(name, 'text/markdown', 'x'.repeat(7 * 1024 * 1024)));
  await expect(baton.say('/orchestrate Compare AND plan', { attachments })).rejects.toMatchObject({ code: 'attachment.too-large' });
  expect(await baton.database.archive.workflows(LOCAL_TENANT, { active: null, thread: null, limit: 5 })).toEqual([]);
});

test('what cannot be read is refused by its name, and nothing is started', async () => {
  const attachments = [await upload('slides.pptx', 'application/vnd.ms-powerpoint', 'x')];
  await expect(baton.say('/orchestrate Compare AND plan', { attachments })).rejects.toMatchObject({
    code: 'attachment.not-readable',
    message: expect.stringContaining('slides.pptx'),
  });
  await expect(baton.say('/orchestrate Compare AND plan', { attachments: [artifactId(ids.next())] })).rejects.toMatchObject({ code: 'attachment.not-found' });
  expect(await baton.database.archive.workflows(LOCAL_TENANT, { active: null, thread: null, limit: 5 })).toEqual([]);
});
