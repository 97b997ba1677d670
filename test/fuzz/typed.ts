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

const subtask = fc.record(
  {
    id: fc.oneof(fc.constantFrom('t1', 't2', 't3', '1', '__proto__', ''), text, fc.integer()),
    label: fc.oneof(task, text),
    dependsOn: fc.array(fc.oneof(fc.constantFrom('t1', 't2', 't9'), text), { maxLength: 3 }),
    owner: text,
  },
  { requiredKeys: ['id', 'label'] },
);
const list = fc
  .tuple(
    fc.constantFrom('', '--type fan_out', '--type pipeline', '—type expert-panel', '--type tree', '--typ x', '--title A list of ours'),
    fc.oneof(
      fc.array(subtask, { maxLength: 9 }).map((all) => `--subtasks '${JSON.stringify(all)}'`),
      fc
        .array(fc.oneof(fc.constantFrom('t1: Review auth', 't2: Review [[fail]]', '- t3: Review'), text), { maxLength: 9 })
        .map((lines) => `\n${lines.join('\n')}`),
      text.map((what) => `--subtasks [${what}]`),
    ),
  )
  .map((all) => all.join(' '));
const report = fc
  .tuple(
    fc.oneof(
      run.map((which) => `--id ${which}`),
      fc.constant(''),
    ),
    fc.oneof(fc.constantFrom('t1', '1', '[2]', '__proto__'), text).map((which) => `--task-id ${which}`),
    fc.constantFrom('pending', 'in_progress', 'completed', 'failed', 'skipped', 'done', 'constructor').map((status) => `--status ${status}`),
    fc.oneof(
      fc.constant(''),
      fc.constant('--again'),
      text.map((key) => `--session-key "${key}"`),
      text.map((what) => `--result <result>${what}</result>`),
    ),
  )
  .map((all) => all.join(' '));
const path = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('agents/personas/startup-cto.md', '`engineering/aws-solution-architect/SKILL.md`', 'startup-cto', '../../etc/passwd', '``'),
  },
  { weight: 1, arbitrary: fc.oneof(text, fc.constantFrom('the data first', 'everything')) },
);

const words = fc.oneof(text, fc.constantFrom('aws deploy', 'startup-cto', '__proto__', ''));

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
  create: after('/baton create', list),
  update: after('/baton update', report),
  aggregate: after(
    '/baton aggregate',
    fc.tuple(fc.constantFrom('', '--id ', '—id='), run).map(([flag, which]) => `${flag}${which}`),
  ),
  costs: after(
    '/baton costs',
    fc.tuple(fc.constantFrom('by person', 'by day', 'by model', ''), number).map(([by, days]) => `${by} ${days}`),
  ),
  personas: after('/baton personas', words),
  skills: after('/baton skills', words),
  templates: after('/baton templates', words),
  compositions: after('/baton compositions', words),
  preview: after(
    '/baton preview',
    fc
      .tuple(
        fc.constantFrom('research', 'code-review', '__proto__', 'x'),
        fc.array(fc.tuple(fc.constantFrom('task', 'files', 'constructor'), text), { maxLength: 3 }),
      )
      .map(([name, values]) => `${name} ${values.map(([key, value]) => `${key}=${value}`).join(' ')}`),
  ),
  library: after('/baton library', fc.constantFrom('check', '', 'books')),
  settings: after(
    '/baton settings',
    setting.map(([name, value]) => `${name} ${value}`),
  ),
  cleanup: after(
    '/baton cleanup',
    number.map((days) => `--days ${days}`),
  ),
  help: after('/baton help', fc.constantFrom('', 'orchestrate', 'settings', '__proto__')),
  load: fc
    .array(
      fc.tuple(fc.constantFrom('Load ', 'load: ', '- Load ', 'LOAD '), path).map(([word, what]) => `${word}${what}`),
      { minLength: 1, maxLength: 4 },
    )
    .map((lines) => lines.join('\n')),
  message: fc.oneof(task, text, fc.constantFrom('@Baton approve', 'approve', 'stop', 'pause', 'resume', '@baton', '/', '//', '/var/log/x is full')),
};

export const typed: fc.Arbitrary<string> = fc.oneof(...Object.values(COMMANDS));
