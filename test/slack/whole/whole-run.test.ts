/** A run from the command to its result, in Slack: once as it should be, and once with every process killed in the middle. */
import { afterEach, describe, expect, test } from 'vitest';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { type BatonInSlack, batonInSlack, MODES, reply, rootWith, textOf, twice } from './baton-in-slack.ts';

const TASK = 'Compare the stores AND write the guide [[slow:6s]] THEN review both for risk';

let there: BatonInSlack;
afterEach(() => there.close());

describe.each(MODES)('over %s', (mode) => {
  test('a run is asked for, approved by a button, hands over, and ends with its result in the thread', { timeout: 120_000 }, async () => {
    there = await batonInSlack(mode);
    const { slack } = there;
    const ana = slack.person(ANA);
    expect(await ana.types(GENERAL, `/orchestrate ${TASK}`)).toMatchObject({ taken: true });
    const root = await rootWith(slack, 'Compare the stores');
    const plan = await reply(slack, root, 'Est:', 'Approve');
    expect(plan.ts).toBe(root.ts);
    expect(await ana.presses(plan, 'Approve')).toMatchObject({ taken: true });
    await reply(slack, root, 'Approved by');
    await reply(slack, root, 'Phase 1 complete');
    const end = await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
    expect(end.lines.join('\n')).toMatch(/^Done: /u);
    expect(end.text).toContain(`<@${ana.id}>`);
    expect(slack.thread(GENERAL, root.ts)[0]?.buttons).toEqual([]);
    expect(twice(slack, root)).toEqual([]);
    expect(slack.violations).toEqual([]);
    expect(slack.channel(GENERAL).filter(({ author }) => author === 'Baton').length).toBe(1);
  });

  test('killed while it works, it goes on in the same thread, and nothing stands there twice', { timeout: 180_000 }, async () => {
    there = await batonInSlack(mode);
    const { slack } = there;
    const ana = slack.person(ANA);
    await ana.types(GENERAL, `/orchestrate ${TASK}`);
    const root = await rootWith(slack, 'Compare the stores');
    await there.crash();
    // The button was posted by a process that is gone.
    expect(await ana.presses(await reply(slack, root, 'Est:', 'Approve'), 'Approve')).toMatchObject({ taken: true });
    await reply(slack, root, 'of 3 done', 'Stop');
    await there.crash();
    await reply(slack, root, 'after an unplanned stop');
    await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
    expect(twice(slack, root)).toEqual([]);
    expect(textOf(slack, root).match(/^\s*Done: /gmu)?.length).toBe(1);
    expect(slack.violations).toEqual([]);
  });
});
