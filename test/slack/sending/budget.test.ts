/** What a run of five workers costs in calls of Slack's Web API, from the command to the last file: at most 25, slow or fast. */
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { artifactId, personId, phaseId, workstreamId } from '../../../src/engine/ids.ts';
import type { Plan } from '../../../src/engine/plan.ts';
import type { Workflow } from '../../../src/engine/state.ts';
import type { ReadWorkflow } from '../../../src/ports/archive.ts';
import { createPoster } from '../../../src/runtime/poster.ts';
import { createHandClock } from '../../fakes/hand-clock.ts';
import { createRecordingSurface } from '../../fakes/recording-surface.ts';
import { ANA } from '../../fakes/slack/world/seed.ts';
import { AUDIT_PLAN, type Story, type StoryOptions, story } from '../../fixtures/workflow.ts';
import { until } from '../../until.ts';
import { type Arena, openArena } from './arena.ts';

const opened: Arena[] = [];
afterEach(async () => {
  for (const arena of opened.splice(0)) await arena.close();
});

const [first] = AUDIT_PLAN.workstreams;
if (!first) throw new Error('The plan has no work.');
const work = (id: string, dependsOn: readonly string[] = []) => ({
  ...first,
  id: workstreamId(id),
  title: `Work ${id}`,
  dependsOn: dependsOn.map(workstreamId),
  deliverable: `part-${id}.md`,
});
const phase = (id: string, works: readonly string[]) => ({
  id: phaseId(id),
  title: `Phase ${id}`,
  workstreams: works.map(workstreamId),
  persona: null,
  skills: [],
  gate: 'none' as const,
  handoff: true,
});
/** Three phases make the most messages of any plan of five. */
const PHASES: Plan = {
  ...AUDIT_PLAN,
  phases: [phase('p1', ['1', '2']), phase('p2', ['3', '4']), phase('p3', ['5'])],
  workstreams: [work('1'), work('2'), work('3', ['1']), work('4', ['2']), work('5', ['3', '4'])],
};
const AT_ONCE: Plan = { ...AUDIT_PLAN, phases: [phase('p1', ['1', '2', '3', '4', '5'])], workstreams: ['1', '2', '3', '4', '5'].map((id) => work(id)) };

type Step = (run: Story) => unknown;
const done =
  (subject: string, seconds: number): Step =>
  (run) =>
    run.done(subject, seconds);
const opening: readonly Step[] = [done('assessment', 4), done('plan', 15), (run) => run.answer('approve')];
const phases = (s: number): readonly Step[] => [
  ...opening,
  done('workstream 1', s),
  done('workstream 2', s),
  done('handoff p1', 10),
  done('workstream 3', s),
  done('workstream 4', s),
  done('handoff p2', 10),
  done('workstream 5', s),
  done('handoff p3', 10),
  done('synthesis', 60),
];
const atOnce = (s: number): readonly Step[] => [
  ...opening,
  ...['1', '2', '3', '4', '5'].map((id) => done(`workstream ${id}`, s)),
  done('handoff p1', 10),
  done('synthesis', 60),
];

async function play(options: StoryOptions, steps: readonly Step[]): Promise<Arena> {
  const run = story(options);
  const clock = createHandClock();
  let state = run.now();
  const read = () => ({ summary: { number: 12 }, workflow: state, recorded: [] }) as unknown as ReadWorkflow;
  const arena = await openArena({ clock, deps: { archive: { read: async () => read(), messages: async () => [] } } });
  opened.push(arena);
  for (const { deliverable } of PHASES.workstreams) arena.files.set(artifactId(`0199-${deliverable}`), `the result ${deliverable}`);
  const { posts } = createRecordingSurface(0);
  const poster = createPoster({ posts, surface: arena.sending.surface, epoch: 1, clock, log: pino({ level: 'silent' }), onNews: () => undefined });
  const show = async (next: Workflow) => {
    await arena.turn(Math.max(0, next.updatedAt - state.updatedAt));
    state = { ...next, place: arena.place, requester: personId(ANA) };
    poster.show(state);
    await until(() => poster.settled() || clock.sleepers() > 0);
  };
  await show(run.now());
  for (const step of steps) {
    step(run);
    await show(run.now());
  }
  for (let turns = 0; !poster.settled() && turns < 100; turns += 1) {
    await arena.turn(10_000);
    await until(() => poster.settled() || clock.sleepers() > 0);
  }
  expect(poster.settled()).toBe(true);
  poster.close();
  return arena;
}

test.each([
  ['three phases, minutes each', PHASES, phases(300)],
  ['three phases, seconds each', PHASES, phases(2)],
  ['three phases, an hour each', PHASES, phases(3_600)],
  ['all at once, minutes apart', AT_ONCE, atOnce(300)],
  ['all at once, seconds apart', AT_ONCE, atOnce(2)],
] as const)('five workers, %s: at most 25 calls, and the thread has everything', async (_, plan, steps) => {
  const arena = await play({ plan }, steps);
  const { slack, place } = arena;
  const counted = Object.fromEntries(Object.entries(Object.groupBy(slack.calls, ({ method }) => method)).map(([method, calls]) => [method, calls?.length]));
  expect(slack.calls.length, JSON.stringify(counted)).toBeLessThanOrEqual(25);
  const thread = slack.renderedThread(place.channel, place.thread);
  expect(thread).toContain('5 of 5 done');
  expect(thread).toContain('Coverage: 5 of 5');
  expect(slack.thread(place.channel, place.thread).flatMap(({ files }) => files)).toHaveLength(5);
  expect(slack.violations).toEqual([]);
});

test('quiet: the plan, decisions and the end', async () => {
  const { slack, place } = await play({ plan: PHASES, settings: { verbose_progress: false } }, phases(300));
  const posts = slack.thread(place.channel, place.thread).map(({ lines, files }) => (files.length > 0 ? 'files' : (lines[0] ?? '').split(/[ :]/)[0]));
  expect(posts).toEqual(['(ORCHESTRATOR)', 'Done', 'files']);
  expect(slack.calls.length).toBeLessThanOrEqual(16);
});
