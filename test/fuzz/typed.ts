/** What people type, one target for each command: its word, what belongs behind it, and what does not. */
import fc from 'fast-check';
import { number, text } from './hostile.ts';
import { named } from './names.ts';

const mark = fc.constantFrom('', '', '[[fail]]', '[[fail:2]]', '[[malformed]]', '[[slow:1s]]', '[[slow:-1s]]', '[[fail:99999999999999999999]]');
const task = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('Compare one AND two THEN three', 'Review this', 'A AND B', 'x'), mark).map(([words, set]) => `${words} ${set}`),
  },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: fc.tuple(text, text).map((parts) => parts.join(' THEN ')) },
);
const quoted = fc.tuple(fc.constantFrom('explore:', 'plan:', 'general:', '', 'root:'), task, fc.constantFrom('"', '"', '"', "'", '“', ''));
const parts = fc
  .array(
    quoted.map(([agent, words, quote]) => `${quote}${agent} ${words}${quote === '“' ? '”' : quote}`),
    { maxLength: 9 },
  )
  .map((all) => all.join(' '));
const run = fc.oneof(named('number'), named('workflow'), number.map(String));
const setting = fc.tuple(
  fc.constantFrom(
    'max_parallel_agents',
    'confirm_before_execute',
    'approvers',
    'groups',
    'workflow_budget_usd',
    'time_zone',
    'plan_policy',
    'budget_policy',
    'person_day_budget_usd',
    '__proto__',
    'constructor',
    'x',
  ),
  fc.oneof(
    text,
    number.map(String),
    fc.constantFrom('true', 'default', 'ada, bea', 'leads: ada', 'Europe/Berlin', 'none', '@ada, needs 2', 'group:leads, not requester', 'general, @'),
  ),
);

const after = (word: string, rest: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: rest.map((what) => `${word} ${what}`) },
    { weight: 1, arbitrary: text.map((what) => `${word} ${what}`) },
    { weight: 1, arbitrary: fc.constantFrom(word, `${word} help`, `${word} --`) },
  );

/** By the name of the command. */
export const COMMANDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  orchestrate: after('/orchestrate', task),
  parallel: after('/parallel', parts),
  'plan-only': after('/plan-only', task),
  status: after('/baton status', run),
  list: after('/baton list', fc.constantFrom('', 'active', 'all')),
  show: after('/baton show', run),
  pause: after('/baton pause', run),
  resume: after('/baton resume', run),
  cancel: after('/baton cancel', run),
  retry: after(
    '/baton retry',
    fc.tuple(run, number, fc.oneof(task, fc.constant(''))).map(([which, step, note]) => `${which} ${step} ${note}`),
  ),
  costs: after(
    '/baton costs',
    fc.tuple(fc.constantFrom('by person', 'by day', 'by model', ''), number).map(([by, days]) => `${by} ${days}`),
  ),
  settings: after(
    '/baton settings',
    setting.map(([name, value]) => `${name} ${value}`),
  ),
  cleanup: after(
    '/baton cleanup',
    number.map((days) => `--days ${days}`),
  ),
  help: after('/baton help', fc.constantFrom('', 'orchestrate', 'settings', '__proto__')),
  message: fc.oneof(task, text, fc.constantFrom('@Baton approve', 'approve', 'stop', 'pause', 'resume', '@baton', '/', '//', '/var/log/x is full')),
};

export const typed: fc.Arbitrary<string> = fc.oneof(...Object.values(COMMANDS));
