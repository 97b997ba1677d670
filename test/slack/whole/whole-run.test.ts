/** A run in Slack with every process killed twice: before its plan is approved, and while it works. */
import { expect, test } from 'vitest';
import { ANA, GENERAL } from '../../fakes/slack/world/seed.ts';
import { batonInSlack, MODES, reply, rootWith, textOf, twice } from './baton-in-slack.ts';

const TASK = 'Compare the stores AND write the guide [[slow:6s]] THEN review both for risk';

test.concurrent.each(MODES)('over %s it goes on in the same thread, and nothing stands there twice', { timeout: 180_000 }, async (mode) => {
  const there = await batonInSlack(mode);
  try {
    const { slack } = there;
    const ana = slack.person(ANA);
    await ana.types(GENERAL, `/orchestrate ${TASK}`);
    const root = await rootWith(slack, 'Compare the stores');
    await there.crash();
    // The button was posted by a process that is gone.
    const plan = await reply(slack, root, 'Est:', 'Approve');
    expect(plan.ts).toBe(root.ts);
    expect(await ana.presses(plan, 'Approve')).toMatchObject({ taken: true });
    await reply(slack, root, 'of 3 done', 'Stop');
    await there.crash();
    await reply(slack, root, 'after an unplanned stop');
    await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
    expect(twice(slack, root)).toEqual([]);
    expect(textOf(slack, root).match(/^\s*Done: /gmu)?.length).toBe(1);
    expect(slack.channel(GENERAL).filter(({ author }) => author === 'Baton').length).toBe(1);
    expect(slack.violations).toEqual([]);
  } finally {
    await there.close();
  }
});
