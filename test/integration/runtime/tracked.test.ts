/** Lists of work that others do, and what people load for a run, through the real desk, driver and ledger. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardText } from '../../../src/cards/text.ts';
import { LOCAL_TENANT, type ThreadId, type WorkflowId } from '../../../src/engine/ids.ts';
import { openDecisions } from '../../../src/engine/open-decisions.ts';
import { coverageOf } from '../../../src/engine/status.ts';
import type { CommandReply } from '../../../src/ports/desk.ts';
import { load, SHIPPED } from '../../library/folders.ts';
import { type Assembled, assembleFresh } from './assembled.ts';

let baton: Assembled;
beforeAll(async () => {
  baton = await assembleFresh({ library: (await load(SHIPPED)).library });
});
afterAll(() => baton.close());

const LIST = `/baton create --type pipeline --subtasks '[{"id":"t1","label":"Review auth"},{"id":"t2","label":"Review API"},{"id":"t3","label":"Review data"}]'`;

const words = (reply: CommandReply): string => {
  if (reply.kind === 'told' || reply.kind === 'misread') return cardText(reply.card);
  return reply.kind === 'acted' && reply.reply.kind === 'refused' ? cardText(reply.reply.card) : '';
};
const reply = (said: CommandReply) => (said.kind === 'acted' ? `${said.as} ${said.reply.kind}` : said.kind);

async function listed(): Promise<{ workflow: WorkflowId; thread: ThreadId; number: number }> {
  const { workflow, thread } = await baton.start(LIST);
  const { number } = await baton.reached(workflow, ({ start }) => start !== null);
  return { workflow, thread, number };
}

describe('a list', () => {
  test('from its subtasks to one answer, without one call for a subtask', async () => {
    const { workflow, thread, number } = await listed();
    const update = (rest: string) => baton.say(`/baton update --id ${number} ${rest}`);
    expect(reply(await update('--task-id t1 --status in_progress --session-key agent:k-17'))).toBe('update accepted');
    expect(words(await update('--task-id t2 --status in_progress'))).toBe('[2] t2: Review API waits for [1] t1: Review auth, which has no result yet.');
    expect(reply(await update('--task-id t1 --status completed --result "before <result>Two findings.</result> after"'))).toBe('update accepted');
    expect(reply(await update('--task-id t1 --status completed --result "Two findings."'))).toBe('update accepted');
    expect(words(await update('--task-id t1 --status failed --result "no"'))).toBe(
      '[1] t1: Review auth is completed already. To change that on purpose, add --again.',
    );
    expect(words(await update('--task-id t7 --status failed'))).toBe('This list has no such subtask. It has t1, t2, t3.');
    // In its own thread the number may be left out.
    expect(reply(await baton.say('/baton update --task-id t2 --status completed --result One more', { thread }))).toBe('update accepted');
    expect(words(await baton.say(`/baton status --id ${number}`))).toMatch(/2 results are there\. Integrating usually costs about \$0\.\d\d/u);
    expect(words(await baton.say(`/baton status --id ${workflow}`))).toContain('[1] t1: Review auth · completed by @ada');
    expect(words(await baton.say('/baton list --active'))).toContain(`#${number}`);
    expect((await baton.state(workflow)).attemptsMade).toBe(0);

    expect(reply(await baton.say(`/baton aggregate --id ${number}`))).toBe('aggregate accepted');
    const ended = await baton.reached(workflow, ({ stage }) => stage.kind === 'ended');
    expect(ended.stage).toMatchObject({ outcome: 'partial' });
    expect(ended.attemptsMade).toBe(1);
    expect(ended.answer).toMatchObject({ kind: 'integrated' });
    expect(coverageOf(ended).missing).toMatchObject([{ id: '3', why: { kind: 'cancelled' } }]);
    const status = ended.workstreams.get(ended.proposal?.plan.workstreams[0]?.id as never)?.status;
    const file = status?.kind === 'supplied' ? await baton.database.artifacts.read(LOCAL_TENANT, status.artifact.id) : null;
    expect(new TextDecoder().decode(file?.content)).toBe('Two findings.');
    expect(words(await update('--task-id t3 --status completed --result late'))).toContain('This run is over.');
  });

  test('a report that is delivered twice counts once', async () => {
    const { workflow, number } = await listed();
    const said = `/baton update --id ${number} --task-id t1 --status failed --result "no access"`;
    await baton.say(said, { input: 'twice-delivered' });
    await baton.say(`/baton update --id ${number} --task-id t1 --status in_progress`);
    expect(reply(await baton.say(said, { input: 'twice-delivered' }))).toBe('update accepted');
    expect((await baton.state(workflow)).workstreams.get('1' as never)).toMatchObject({ status: { kind: 'pending' }, takenUp: { by: 'ada' } });
  });

  test('three failures ask, and accepting what there is integrates it', async () => {
    const { workflow, thread } = await baton.start('/baton create --type fan_out\na: One\nb: Two\nc: Three\nd: Four');
    await baton.reached(workflow, ({ start }) => start !== null);
    await baton.say('/baton update --task-id d --status completed --result "Four is fine."', { thread });
    for (const task of ['a', 'b', 'c']) await baton.say(`/baton update --task-id ${task} --status failed --result "out of time"`, { thread });
    const [asked] = openDecisions(await baton.reached(workflow, (state) => openDecisions(state).some(({ question }) => question.kind === 'many-failed')));
    if (!asked) throw new Error('Nobody is asked.');
    expect(words(await baton.say('/baton update --task-id a --status in_progress', { thread }))).toContain('nothing new starts');
    await baton.answer(asked.id, 'accept');
    expect((await baton.reached(workflow, ({ stage }) => stage.kind === 'ended')).answer).toMatchObject({ kind: 'integrated' });
  });

  test('only a list is reported on', async () => {
    const { thread } = await baton.start('/parallel "one thing" "another"');
    expect(words(await baton.say('/baton update --task-id t1 --status in_progress', { thread }))).toContain('done by Baton’s own agents');
    expect(words(await baton.say('/baton update --id 99999 --task-id t1 --status in_progress'))).toContain('There is no run #99999.');
    expect(words(await baton.say('/baton aggregate'))).toContain('There is no run in this thread.');
  });

  test('a branch of a list is a list', async () => {
    const { workflow, number } = await listed();
    await baton.say(`/baton update --id ${number} --task-id t1 --status completed --result "First."`);
    await baton.say(`/baton aggregate --id ${number}`);
    await baton.reached(workflow, ({ stage }) => stage.kind === 'ended');
    const again = await baton.say(`/baton retry ${number} 2`);
    if (again.kind !== 'started') throw new Error(again.kind);
    const state = await baton.reached(again.workflow, ({ start }) => start !== null);
    expect(coverageOf(state)).toMatchObject({ done: 1, total: 3 });
    expect(state.attemptsMade).toBe(0);
  });
});

const STEPS = '/parallel "explore:find all routes" "explore:check the tests"';

describe('loading', () => {
  async function waiting(): Promise<{ workflow: WorkflowId; thread: ThreadId }> {
    const started = await baton.start(STEPS);
    await baton.reached(started.workflow, (state) => openDecisions(state).length > 0);
    return started;
  }

  test('changes the next phase, voids what was asked, and approves nothing', async () => {
    const { workflow, thread } = await waiting();
    const before = openDecisions(await baton.state(workflow))[0];
    const said = 'Load agents/personas/startup-cto.md\nLoad `engineering/aws-solution-architect/SKILL.md`';
    expect(reply(await baton.say(said, { thread }))).toBe('load accepted');
    const state = await baton.state(workflow);
    expect(state.start).toBeNull();
    expect(state.stage.kind).toBe('awaiting-approval');
    expect(state.proposal).toMatchObject({ author: 'ada', revision: 2, plan: { phases: [{ persona: 'startup-cto', skills: ['aws-solution-architect'] }] } });
    expect(state.sizes['skill:aws-solution-architect']?.words).toBeGreaterThan(0);
    expect(state.decisions.get(before?.id as never)?.state.kind).toBe('voided');
    expect(openDecisions(state).map(({ question }) => question.kind)).toEqual(['plan-approval']);
    expect(state.notes).toEqual([]);
  });

  test('takes a bare name', async () => {
    const { workflow, thread } = await waiting();
    expect(reply(await baton.say('@Baton Load startup-cto', { thread }))).toBe('load accepted');
    expect((await baton.state(workflow)).proposal?.plan.phases[0]?.persona).toBe('startup-cto');
  });

  test('says what the library has instead, and changes nothing', async () => {
    const { workflow, thread } = await waiting();
    expect(words(await baton.say('Load agents/personas/startup-ct.md\nLoad engineering/aws-solution-architect/SKILL.md', { thread }))).toBe(
      'The library has no “agents/personas/startup-ct.md”. Did you mean agents/personas/startup-cto.md? Nothing was loaded. /baton personas and /baton skills list what there is.',
    );
    expect(words(await baton.say('Load nowhere/at/all.md', { thread }))).toContain('The library has no “nowhere/at/all.md”. Nothing was loaded.');
    expect(words(await baton.say('Load ../../etc/passwd', { thread }))).toContain('The library has no “../../etc/passwd”.');
    expect(words(await baton.say('Load startup-cto\nLoad finance-lead', { thread }))).toContain('One persona thinks in a phase');
    expect((await baton.state(workflow)).proposal?.revision).toBe(1);
  });

  test.each(['Load the data first', 'Load everything', 'Load startup-cto and approve'])('%s is context', async (said) => {
    const { workflow, thread } = await waiting();
    expect(reply(await baton.say(said, { thread }))).toBe('context accepted');
    expect((await baton.state(workflow)).notes.map(({ text }) => text)).toEqual([said]);
    expect((await baton.state(workflow)).proposal?.revision).toBe(1);
  });

  test('where no phase is left, or no run, it says what it is for', async () => {
    const { thread } = await listed();
    expect(words(await baton.say('Load startup-cto', { thread }))).toContain('no phase left that has not started');
    expect(words(await baton.say('Load agents/personas/startup-cto.md'))).toContain('write it in the thread of one that is not over');
    expect(reply(await baton.say('Load everything into one table'))).toBe('started');
  });

  test('while work runs it is for the phase after it, and opens no gate', async () => {
    const gated = await assembleFresh({ library: (await load(SHIPPED)).library, settings: { phase_gates: 'all', confirm_before_execute: false } });
    try {
      const { workflow, thread } = await gated.start('/orchestrate pattern:pipeline Compare two stores THEN write the plan');
      const asked = await gated.reached(workflow, (state) => openDecisions(state).some(({ question }) => question.kind === 'phase-gate'));
      expect(reply(await gated.say('Load finance-lead\nLoad copywriting', { thread }))).toBe('load accepted');
      const state = await gated.state(workflow);
      expect(openDecisions(state).map(({ id }) => id)).toEqual(openDecisions(asked).map(({ id }) => id));
      const [first, second] = state.proposal?.plan.phases ?? [];
      expect(second).toMatchObject({ persona: 'finance-lead', skills: expect.arrayContaining(['copywriting']) });
      expect(first?.persona).not.toBe('finance-lead');
      expect(state.proposal?.author).toBe(asked.proposal?.author);
    } finally {
      await gated.close();
    }
  });
});
