/** Every command through the desk, as any surface hands it over: read, refused or carried out, and never half. */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { BATON_WORDS } from '../../commands/baton.ts';
import { artifactId, channelId, groupId, inputId, LOCAL_TENANT as LOCAL, personId, type ThreadId, threadId, workflowId } from '../../src/engine/ids.ts';
import { UserError } from '../../src/errors.ts';
import { type Arena, OTHER_TENANT, openArena, shared } from './arena.ts';
import { isWanted, SEED, TARGET_MS, tryOut } from './cases.ts';
import { text } from './hostile.ts';
import { filledIn, named } from './names.ts';
import { COMMANDS } from './typed.ts';

console.log(`desk: seed ${SEED}`);

const arena = shared(() => openArena());
afterAll(() => arena.close());

/** People of two workspaces; threads and files that are theirs, the others', or nobody's. */
const said = (typed: fc.Arbitrary<string>) =>
  fc.record({
    text: typed,
    actor: fc.oneof(fc.constantFrom('ada', 'bea'), text),
    groups: fc.array(text, { maxLength: 3 }),
    admin: fc.boolean(),
    foreign: fc.nat({ max: 9 }).map((die) => die === 0),
    channel: fc.oneof({ weight: 4, arbitrary: fc.constant('general') }, { weight: 1, arbitrary: text }),
    thread: fc.option(named('thread'), { freq: 2 }),
    files: fc.array(named('artifact'), { maxLength: 2 }),
    input: fc.option(fc.oneof(fc.uuid(), text), { freq: 4 }),
  });

type Said = typeof said extends (typed: fc.Arbitrary<string>) => fc.Arbitrary<infer Case> ? Case : never;

async function say({ desk, ...opened }: Arena, one: Said): Promise<void> {
  const names = await opened.names();
  const fill = (value: string) => filledIn(value, names);
  const own = one.foreign ? OTHER_TENANT : undefined;
  try {
    const reply = await desk.command({
      tenant: own ?? LOCAL,
      actor: personId(one.actor),
      groups: one.groups.map(groupId),
      admin: one.admin,
      input: inputId(one.input ?? crypto.randomUUID()),
      surface: 'web',
      channel: channelId(one.channel),
      thread: one.thread === null ? null : anyThread(fill(one.thread)),
      text: fill(one.text),
      attachments: one.files.map((file) => artifactId(fill(file))),
    });
    if (reply.kind === 'started') expect(await opened.served.baton.database.archive.find(own ?? LOCAL, workflowId(reply.workflow))).not.toBeNull();
  } catch (error) {
    // What people did wrong is told in words; anything else is ours.
    if (!(error instanceof UserError)) throw error;
  }
}

const anyThread = (name: string): ThreadId => threadId(name);

describe('hostile commands', () => {
  test.runIf(isWanted('every command'))('every command is here', () => {
    expect(Object.keys(COMMANDS)).toEqual(expect.arrayContaining(['orchestrate', 'parallel', 'plan-only', ...BATON_WORDS]));
  });

  test.each(Object.keys(COMMANDS).filter(isWanted))('%s', { timeout: TARGET_MS * 2 }, async (name) => {
    const opened = await arena.get();
    opened.begin();
    await tryOut(name, said(COMMANDS[name] ?? text), (one) => say(opened, one));
    await opened.judge();
  });
});
