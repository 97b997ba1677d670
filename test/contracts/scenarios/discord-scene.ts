/** What a member of a guild sees and does in the local Discord. */
import type { PersonDriver, Reacted } from '../../fakes/discord/people/person-driver.ts';
import { allIn } from '../../fakes/discord/people/pressable.ts';
import type { Seen } from '../../fakes/discord/seen/thread.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { until } from '../../until.ts';
import type { Run, Scene, Shown } from './scene.ts';
import { twiceIn } from './twice-in-discord.ts';
import { asRead, awaited, buttonOf, opened, seenIn } from './waiting.ts';

/** `noted`: the messages that Baton knows to be in Discord; null: that is not looked at. */
export function discordScene(discord: FakeDiscord, person: string, channel: string, noted: Noted | null = null): Scene {
  return { asks: (line) => ask(discord, discord.person(person), channel, line, noted) };
}

/** What was posted a moment ago is noted a moment later. */
const NOTED_WITHIN_MS = 5_000;

type Noted = () => Promise<ReadonlySet<string>>;

async function ask(discord: FakeDiscord, person: PersonDriver, channel: string, line: string, noted: Noted | null): Promise<Run> {
  const [, command = '', options = '', task = ''] = /^\/(\S+) ((?:\w+:\S+ )*)(.*)$/su.exec(line) ?? [];
  const named = Object.fromEntries([...options.matchAll(/(\w+):(\S+)/gu)].map(([, name = '', value = '']) => [name, asOption(value)]));
  const before = discord.threadsOf(channel).length;
  mustBeTaken(line, await person.runs(channel, command, { ...named, task }));
  const id = await awaited(
    'the thread of the run',
    () => discord.threadsOf(channel)[before],
    () => told(person).join('\n---\n'),
  );
  const byBaton = () => discord.thread(id).filter(({ author }) => author === 'Baton');
  const known: Noted = noted ?? (async () => new Set(byBaton().map((seen) => seen.id)));
  const thread = async () => byBaton().map((seen) => shownTo(discord, person, seen));
  return {
    me: person.id,
    sees: (text, button) => seenIn(thread, text, button),
    async says(text) {
      await person.says(id, text);
    },
    async orders(text) {
      await person.mentions(id, text);
    },
    async tookAsContext() {
      const everything = () => [...byBaton().map(({ lines }) => lines.join('\n')), ...told(person)];
      await awaited(
        'their words taken as context',
        () => everything().find((text) => text.includes('I took your message as context')),
        () => everything().join('\n---\n'),
      );
    },
    thread,
    async twice() {
      const deadline = Date.now() + NOTED_WITHIN_MS;
      return await until(async () => {
        const found = twiceIn(byBaton(), await known());
        return found.length === 0 || Date.now() > deadline ? found : null;
      });
    },
    elsewhere: async () => discord.channel(channel).flatMap((seen) => (seen.id === id ? [] : [seen.lines.join('\n')])),
  };
}

const asOption = (value: string): string | number => (Number.isFinite(Number(value)) ? Number(value) : value);
const told = (person: PersonDriver): readonly string[] => [...person.toldPrivately(), ...person.directMessages()].map(({ lines }) => lines.join('\n'));

/** What cannot be taken back is asked once more, by a button for the person alone. */
const ASKED_ONCE_MORE: ReadonlySet<string> = new Set(['Stop']);

function shownTo(discord: FakeDiscord, person: PersonDriver, seen: Seen): Shown {
  const { users, roles, everyone, links } = seen.live;
  // The frame of a container is drawn beside its lines.
  const shown = { text: asRead(seen.lines.map((one) => one.replace(/^\| ?/u, '')).join('\n')), buttons: seen.buttons };
  const press = async (beginning: string) => {
    const button = buttonOf(shown, beginning);
    mustBeTaken(button, await person.presses(seen, button));
    if (ASKED_ONCE_MORE.has(button)) mustBeTaken(button, await person.presses(await privately(person, ({ buttons }) => buttons.includes(button)), button));
  };
  return {
    ...shown,
    calls: [
      ...new Set([
        ...users,
        ...roles,
        ...(everyone ? ['everyone'] : []),
        ...discord.notifications.filter(({ message }) => message === seen.id).map(({ user }) => user),
      ]),
    ],
    links,
    presses: press,
    async fills(button, fields) {
      const before = await opened(
        `the form of [${button}]`,
        () => press(button),
        () => person.form() ?? person.toldPrivately().findLast(({ selects }) => selects.length > 0),
        () => told(person),
      );
      // Where a form cannot hold everything, its part is chosen first.
      if ('selects' in before) {
        const choose = async () => mustBeTaken('The choice', await person.chooses(before, before.selects[0] ?? '', firstOption(before)));
        await opened(
          `the form of [${button}]`,
          choose,
          () => person.form(),
          () => told(person),
        );
      }
      for (const [field, value] of Object.entries(fields)) person.fills(field, value);
      const sent = await person.submits();
      if (sent.kind !== 'closed') throw new Error(`The form of [${button}] was not taken: ${JSON.stringify(sent)}`);
    },
  };
}

const privately = (person: PersonDriver, fits: (seen: Seen) => boolean): Promise<Seen> =>
  awaited(
    'what is asked of them alone',
    () => person.toldPrivately().findLast(fits),
    () => told(person).join('\n---\n'),
  );

function firstOption(seen: Seen): string {
  const [select] = allIn(seen.components).filter(({ type }) => type === 3);
  return String(select?.options[0].value);
}

function mustBeTaken(what: string, reacted: Reacted): void {
  if (!reacted.taken) throw new Error(`${what} was not taken: ${reacted.why}`);
}
