/** What people do with a run, from the command to the end, wherever they are. Each comes to its `middle` once: there Baton may be killed. */
import { expect } from 'vitest';
import type { Run, Scene } from './scene.ts';

export interface Flow {
  readonly name: string;
  /** Nothing waits for anybody in its middle: begun when all the others are in theirs, it is still at work when Baton is killed. */
  readonly last?: true;
  /** Returns the run, which is over then. */
  play(scene: Scene, middle: () => Promise<void>): Promise<Run>;
}

/** The second fails three times: the run waits at its menu for as long as somebody needs. */
const FAILS_AT_FIRST = '/orchestrate Compare the stores AND write the guide [[fail:3]] THEN review both for risk';

export const FLOWS: readonly Flow[] = [
  {
    name: 'a run as it should be',
    last: true,
    async play(scene, middle) {
      const run = await approved(scene, '/orchestrate Compare the stores AND write the guide [[slow:2s]] THEN review both for risk');
      await run.sees('Approved by');
      await middle();
      await run.sees('Phase 1 complete');
      const end = await run.sees('Coverage: 3 of 3 workstreams.');
      expect(end.text).toMatch(/^Done: /u);
      expect(end.calls).toEqual([run.me]);
      // The plan is what the thread begins with, and nothing is asked there any more.
      const [plan] = await run.thread();
      expect(plan?.text).toContain('Est:');
      expect(plan?.buttons).toEqual([]);
      return run;
    },
  },
  {
    name: 'an edited plan',
    async play(scene, middle) {
      const run = await scene.asks('/orchestrate Compare the stores AND write the guide THEN review both for risk');
      await (await run.sees('Est:', 'Edit')).fills('Edit', { Title: 'Compare prices', Task: 'Compare two stores by their price only' });
      const edited = await run.sees('[1] Compare prices', 'Approve');
      await middle();
      await edited.presses('Approve');
      const end = await run.sees('Coverage: 3 of 3 workstreams.');
      // What was done is what it was edited to.
      expect(end.text).toContain('Compare prices:');
      expect(end.text).not.toContain('Compare the stores:');
      return run;
    },
  },
  {
    name: 'a failure menu',
    async play(scene, middle) {
      const run = await approved(scene, FAILS_AT_FIRST);
      const menu = await run.sees('Workstream [2] failed', 'Retry');
      expect(menu.calls).toEqual([run.me]);
      await middle();
      await menu.presses('Retry,');
      await run.sees('Coverage: 3 of 3 workstreams.');
      return run;
    },
  },
  {
    name: 'an override in words',
    async play(scene, middle) {
      const run = await approved(scene, FAILS_AT_FIRST);
      const menu = await run.sees('Workstream [2] failed', 'Retry');
      await run.orders('use startup-cto for the next phase');
      await run.sees('Review both for risk · persona startup-cto');
      await middle();
      await menu.presses('Retry,');
      await run.sees('Switching to: Phase 2, startup-cto');
      await run.sees('Coverage: 3 of 3 workstreams.');
      return run;
    },
  },
  {
    name: 'context as a reply',
    async play(scene, middle) {
      const run = await approved(scene, FAILS_AT_FIRST);
      const menu = await run.sees('Workstream [2] failed', 'Retry');
      await run.says('Only customers in Europe count.');
      await run.tookAsContext('Only customers in Europe count.');
      await middle();
      await menu.presses('Retry,');
      await run.sees('Coverage: 3 of 3 workstreams.');
      return run;
    },
  },
  {
    name: 'a supplied result',
    async play(scene, middle) {
      const run = await approved(scene, '/orchestrate Compare the stores AND write the guide [[fail]] THEN review both for risk');
      const menu = await run.sees('Workstream [2] failed', 'Supply the result myself');
      await middle();
      await menu.fills('Supply the result myself', { 'The result': '# The guide\n\nWrite everything down, by hand.' });
      const end = await run.sees('Coverage: 3 of 3 workstreams.');
      expect(end.text).toContain('Supplied by hand: [2]');
      return run;
    },
  },
  {
    name: 'a raised budget',
    async play(scene, middle) {
      const run = await approved(scene, '/orchestrate budget:0.20 Compare the stores AND write the guide AND list duties THEN review all for risk');
      await (await run.sees('of the $0.20 cap is spent', 'Raise to')).presses('Raise to $0.30');
      // The review thinks, and may cost more than all before it.
      const question = await run.sees('of the $0.30 cap is spent', 'Raise to');
      await middle();
      await question.presses('Raise to');
      await run.sees('Coverage: 4 of 4 workstreams.');
      return run;
    },
  },
  {
    name: 'a panel with ballots and a casting vote',
    async play(scene, middle) {
      const run = await approved(scene, '/orchestrate pattern:expert-panel Is this design ready for production? [[red]]');
      const vote = await run.sees('The panel needs a casting vote', 'Go, with conditions');
      expect((await run.thread()).filter(({ text }) => text.includes("No expert saw another's ballot.")).length).toBe(3);
      await middle();
      await vote.presses('Go, with conditions');
      await run.sees('Coverage: 3 of 3 workstreams.');
      return run;
    },
  },
  {
    name: 'a cancelled run',
    async play(scene, middle) {
      const run = await approved(scene, '/orchestrate Compare the stores AND write the guide [[slow:60s]] THEN review both for risk');
      const live = await run.sees('1 of 3 done', 'Stop');
      await middle();
      await live.presses('Stop');
      await run.sees('Stopped by @');
      await run.sees('Coverage: 1 of 3. Missing: [2] Write the guide');
      return run;
    },
  },
  {
    name: 'hostile content',
    async play(scene, middle) {
      const run = await approved(scene, `/orchestrate Compare ${HOSTILE} AND write the guide [[fail]] THEN review both for risk`);
      const menu = await run.sees('Workstream [2] failed', 'Supply the result myself');
      await run.says(`Remember ${HOSTILE}`);
      await run.tookAsContext('<script>alert(1)</script>');
      await middle();
      await menu.fills('Supply the result myself', { 'The result': `# ${HOSTILE}\n\n\`\`\`\n${`${HOSTILE}\n`.repeat(8)}` });
      await run.sees('Coverage: 3 of 3 workstreams.');
      const thread = await run.thread();
      expect(thread.map(({ text }) => text).join('\n')).toContain('<script>alert(1)</script>');
      expect(thread.flatMap(({ calls }) => calls).filter((called) => called !== run.me)).toEqual([]);
      // What can be clicked says where it leads.
      expect(thread.flatMap(({ links }) => links).filter((link) => !/^https:\/\/evil\.example/u.test(link))).toEqual([]);
      return run;
    },
  },
];

/** What calls crowds, runs, hides where it leads or breaks out of what is around it, somewhere. */
const HOSTILE =
  '@everyone @here <!channel> <!here|x> <@&940000000000000002> <script>alert(1)</script> <img src=x onerror=alert(1)> [pay](javascript:alert(1)) ![x](https://evil.example/x.png) </task> *a _b ~c `d';

async function approved(scene: Scene, line: string): Promise<Run> {
  const run = await scene.asks(line);
  await (await run.sees('Est:', 'Approve')).presses('Approve');
  return run;
}
