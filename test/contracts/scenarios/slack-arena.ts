/** Flows in a local Slack: what a person sees in the client, and does there. */
import type { PersonDriver } from '../../fakes/slack/people/person-driver.ts';
import type { Seen } from '../../fakes/slack/seen/thread.ts';
import type { FakeSlack } from '../../fakes/slack/server.ts';
import { worriesIn } from '../../integration/process/many-processes.ts';
import { batonInSlack, type Mode } from '../../slack/whole/baton-in-slack.ts';
import type { Arena, Run, Shown } from './scene.ts';
import { asRead, awaited, buttonOf, opened, seenIn } from './waiting.ts';

export async function slackArena(mode: Mode, flows: number): Promise<Arena> {
  const all = Array.from({ length: flows }, (_, index) => index);
  const workspace = {
    people: all.map((index) => ({ id: personAt(index), name: `person${index}` })),
    channels: all.map((index) => ({ id: channelAt(index), name: `channel-${index}` })),
  };
  const { slack, crash, close, printed } = await batonInSlack(mode, { slack: { workspaces: [workspace] } });
  return {
    scene: (index) => ({ asks: (line) => ask(slack, slack.person(personAt(index)), channelAt(index), line) }),
    crash,
    complaints: () => [...slack.violations, ...worriesIn(printed())],
    close,
  };
}

const personAt = (index: number): string => `U0000FLOW${index}`;
const channelAt = (index: number): string => `C0000FLOW${index}`;

async function ask(slack: FakeSlack, person: PersonDriver, channel: string, line: string): Promise<Run> {
  mustBeTaken('The command', await person.types(channel, line));
  const root = await awaited(
    'the root of the thread',
    () => slack.channel(channel)[0],
    () => JSON.stringify(person.toldPrivately().map(({ lines }) => lines)),
  );
  const inThread = { thread: root.ts };
  const byBaton = () => slack.thread(channel, root.ts).filter(({ author }) => author === root.author);
  const thread = async () => byBaton().map((seen) => shownTo(person, seen));
  return {
    me: person.id,
    sees: (text, button) => seenIn(thread, text, button),
    async says(text) {
      await person.says(channel, text, inThread);
    },
    async orders(text) {
      await person.mentions(channel, text, inThread);
    },
    async tookAsContext() {
      const told = () => person.toldPrivately().map(({ lines }) => lines.join('\n'));
      await awaited(
        'their words taken as context',
        () => told().find((text) => text.includes('I took your message as context')),
        () => told().join('\n'),
      );
    },
    thread,
    async twice() {
      const keys = byBaton().flatMap(({ metadata }) => (metadata === null ? [] : [JSON.stringify(metadata)]));
      return keys.filter((key, index) => keys.indexOf(key) !== index);
    },
    elsewhere: async () => slack.channel(channel).flatMap(({ ts, lines }) => (ts === root.ts ? [] : [lines.join('\n')])),
  };
}

function shownTo(person: PersonDriver, seen: Seen): Shown {
  const { users, groups, broadcasts, links } = seen.live;
  // The local Slack shows Markdown as it was written.
  const shown = { text: asRead(seen.lines.join('\n')).replaceAll('**', ''), buttons: seen.buttons };
  const press = async (beginning: string) => {
    const button = buttonOf(shown, beginning);
    mustBeTaken(button, await person.presses(seen, button));
  };
  return {
    ...shown,
    calls: [...users, ...groups, ...broadcasts],
    links,
    presses: press,
    async fills(button, fields) {
      await opened(
        `the form of [${button}]`,
        () => press(button),
        () => person.form(),
        () => person.toldPrivately().map(({ lines }) => lines.join('\n')),
      );
      for (const [field, value] of Object.entries(fields)) await person.fills(field, value);
      const sent = await person.submits();
      if (sent.kind !== 'closed') throw new Error(`The form of [${button}] was not taken: ${JSON.stringify(sent)}`);
    },
  };
}

function mustBeTaken(what: string, reacted: Awaited<ReturnType<PersonDriver['types']>>): void {
  if (!reacted.taken) throw new Error(`${what} was not taken: ${reacted.why}`);
}
