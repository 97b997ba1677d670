/** What people send to decide, edit, override, branch and command: the right shapes, filled with anything. */
import fc from 'fast-check';
import { body, text } from './hostile.ts';
import { named } from './names.ts';
import { typed } from './typed.ts';

const OPTIONS = [
  'approve',
  'cancel',
  'retry',
  'retry-with-context',
  'loop',
  'supply',
  'continue',
  'cancel-rest',
  'adjust',
  'rerun',
  'keep',
  'go',
  'no-go',
  'ask-again',
  'raise',
  'finish',
  'stop',
];
const workstream = fc.oneof(fc.constantFrom<unknown>('1', '2', '3', 1, 2, 99, '9'), text);
const as = fc.oneof(fc.constantFrom('ada', 'bea', 'Zoë'), text);
const key = fc.oneof(fc.uuid(), fc.constantFrom('key-0001', 'key-0002'), text);
const agent = fc.constantFrom('explore', 'plan', 'general', 'root');
const strings = fc.array(text, { maxLength: 12 });

export const commands = body({
  text: typed,
  as,
  channel: fc.constantFrom('general', 'ops'),
  thread: named('thread'),
  attachments: fc.array(named('artifact'), { maxLength: 3 }),
  key,
});

export const answers = body({ option: fc.constantFrom(...OPTIONS), text, version: fc.oneof(named('hash'), fc.integer({ min: 0, max: 3 })), as });

const edit = fc.oneof(
  body({ kind: fc.constant('drop'), workstream }),
  body({ kind: fc.constant('reword'), workstream, title: text, task: text }),
  body({ kind: fc.constant('set-agent'), workstream, agent }),
  body({ kind: fc.constant('set-loop'), workstream, loop: fc.boolean() }),
  body({ kind: fc.constant('set-persona'), workstream, persona: text }),
  body({ kind: fc.constant('set-skills'), workstream, skills: fc.array(text, { maxLength: 3 }) }),
  body({ kind: fc.constant('set-order'), workstream, dependsOn: fc.array(workstream, { maxLength: 3 }) }),
  body({ kind: fc.constant('set-gate'), phase: fc.constantFrom('p1', '2', 'p9'), gate: fc.constantFrom('none', 'approve') }),
);
/** The editor's fields as well: the form names them after the workstream. */
const fields = body({ hash: named('hash'), 'drop-1': text, 'title-1': text, 'task-1': text, 'agent-2': agent, 'persona-2': text, 'persona-3': text });
export const edits = fc.oneof(body({ baseHash: named('hash'), edits: fc.array(edit, { maxLength: 4 }), as }), fields);

export const overrides = fc.oneof(
  body({ kind: fc.constantFrom('cancel', 'pause', 'resume', 'resume'), as }),
  body({ kind: fc.constant('add-context'), workstream, text, as }),
  body({ kind: fc.constant('skip'), workstream, as }),
  body({ kind: fc.constant('supply'), workstream, text, as }),
  body({ kind: fc.constant('change'), workstream, agent, persona: text, skills: strings, model: fc.constantFrom('claude-haiku-5-5', 'gpt'), task: text, as }),
  body({ kind: fc.constant('reorder'), workstream, dependsOn: fc.array(workstream, { maxLength: 5 }), as }),
  body({ kind: fc.constant('change-phase'), phase: fc.constantFrom('p1', '2', 'p9'), persona: text, skills: strings, as }),
  body({ kind: fc.constant('change-phase'), phase: fc.constantFrom('p1', '2', 'p9'), add: strings, as }),
  body({
    kind: fc.constant('report'),
    task: text,
    status: fc.constantFrom('pending', 'in_progress', 'completed', 'failed', 'skipped', 'done'),
    result: text,
    session: text,
    as,
  }),
  body({ kind: fc.constant('aggregate'), as }),
  body({ kind: fc.constant('correct-handoff'), phase: fc.constantFrom('p1', '2', 'p9'), decisions: strings, openItems: strings, as }),
);

export const branches = body({ workstream, agent, persona: text, task: text, note: text, text, as, key });
