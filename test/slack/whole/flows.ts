/** What people do with a run in Slack, each from the command to the end. `middle` is where Baton may be killed. */
import { expect } from 'vitest';
import type { PersonDriver } from '../../fakes/slack/people/person-driver.ts';
import type { Seen } from '../../fakes/slack/seen/thread.ts';
import type { FakeSlack } from '../../fakes/slack/server.ts';
import { formOf, press, reply, rootWith } from './baton-in-slack.ts';

export interface Scene {
  readonly slack: FakeSlack;
  readonly person: PersonDriver;
  readonly channel: string;
  /** Each flow comes here once, between two things that people do. */
  middle(): Promise<void>;
}

export interface Flow {
  readonly name: string;
  /** Returns the root of the run's thread. */
  play(scene: Scene): Promise<Seen>;
}

export const FLOWS: readonly Flow[] = [
  {
    name: 'an edited plan',
    async play(scene) {
      const { person, slack } = scene;
      const root = await asks(scene, '/orchestrate Compare the stores AND write the guide THEN review both for risk');
      await press(person, await reply(slack, root, 'Est:', 'Edit'), 'Edit');
      await formOf(person);
      await person.fills('Task', 'Compare two stores by their price only');
      await person.fills('Title', 'Compare prices');
      expect(await person.submits()).toEqual({ kind: 'closed' });
      const edited = await reply(slack, root, '[1] Compare prices', 'Approve');
      await scene.middle();
      await press(person, edited, 'Approve');
      await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
      await reply(slack, root, '✓ [1] Compare prices');
      return root;
    },
  },
  {
    name: 'a failure menu',
    async play(scene) {
      const { person, slack } = scene;
      const root = await approved(scene, '/orchestrate Compare the stores AND write the guide [[fail:3]] THEN review both for risk');
      const menu = await reply(slack, root, 'Workstream [2] failed', 'Retry');
      expect(menu.text).toContain(`<@${person.id}>`);
      await scene.middle();
      await press(person, menu, 'Retry,');
      await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
      return root;
    },
  },
  {
    name: 'an override in words',
    async play(scene) {
      const { person, slack, channel } = scene;
      const root = await approved(scene, '/orchestrate Compare the stores [[slow:8s]] AND write the guide THEN review both for risk');
      // Before it works, the next phase would be the first one.
      await reply(slack, root, 'of 3 done');
      await person.mentions(channel, 'use startup-cto for the next phase', { thread: root.ts });
      await reply(slack, root, 'Review both for risk · persona startup-cto');
      await scene.middle();
      await reply(slack, root, 'Switching to: Phase 2, startup-cto');
      await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
      return root;
    },
  },
  {
    name: 'a supplied result',
    async play(scene) {
      const { person, slack } = scene;
      const root = await approved(scene, '/orchestrate Compare the stores AND write the guide [[fail]] THEN review both for risk');
      const menu = await reply(slack, root, 'Workstream [2] failed', 'Supply the result myself');
      await scene.middle();
      await press(person, menu, 'Supply the result myself');
      await formOf(person);
      await person.fills('The result', '# The guide\n\nWrite everything down, by hand.');
      expect(await person.submits()).toEqual({ kind: 'closed' });
      const end = await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
      expect(end.lines.join('\n')).toContain('Supplied by hand: [2]');
      return root;
    },
  },
  {
    name: 'a raised budget',
    async play(scene) {
      const { person, slack } = scene;
      const root = await approved(scene, '/orchestrate budget:0.20 Compare the stores AND write the guide AND list duties THEN review all for risk');
      await press(person, await reply(slack, root, 'of the $0.20 cap is spent', 'Raise to'), 'Raise to $0.30');
      // The review thinks, and may cost more than all before it.
      const question = await reply(slack, root, 'of the $0.30 cap is spent', 'Raise to');
      await scene.middle();
      await press(person, question, 'Raise to');
      await reply(slack, root, 'Coverage: 4 of 4 workstreams.');
      return root;
    },
  },
  {
    name: 'a panel with a casting vote',
    async play(scene) {
      const { person, slack } = scene;
      const root = await approved(scene, '/orchestrate pattern:expert-panel Is this design ready for production? [[red]]');
      const vote = await reply(slack, root, 'The panel needs a casting vote', 'Go, with conditions');
      await scene.middle();
      await press(person, vote, 'Go, with conditions');
      await reply(slack, root, 'Coverage: 3 of 3 workstreams.');
      return root;
    },
  },
  {
    name: 'a cancelled run',
    async play(scene) {
      const { person, slack } = scene;
      const root = await approved(scene, '/orchestrate Compare the stores AND write the guide [[slow:60s]] THEN review both for risk');
      const live = await reply(slack, root, 'of 3 done', 'Stop');
      await scene.middle();
      await press(person, live, 'Stop');
      await reply(slack, root, 'Stopped by @');
      await reply(slack, root, 'Coverage: 1 of 3. Missing: [2] Write the guide');
      return root;
    },
  },
];

async function asks({ person, slack, channel }: Scene, line: string): Promise<Seen> {
  const typed = await person.types(channel, line);
  if (!typed.taken) throw new Error(`The command was not taken: ${typed.why}`);
  return await rootWith(slack, line.split(' ').slice(2).join(' ').slice(0, 20), channel);
}

async function approved(scene: Scene, line: string): Promise<Seen> {
  const root = await asks(scene, line);
  await press(scene.person, await reply(scene.slack, root, 'Est:', 'Approve'), 'Approve');
  return root;
}
