/** Help per command: how it is typed, what it does, one example; and first, when something was misread, what and why. */
import { OPTION_KEYS } from '../engine/request-options.ts';
import type { Block, Card } from './card.ts';
import type { HelpTopic, Misreading } from './misreading.ts';
import { misreading } from './misreading-words.ts';
import { OPTION_WORDS } from './option-problem-words.ts';
import { SETTING_WORDS } from './setting-words.ts';
import { alert, blocks, card, code, line, list, says, strong } from './spans.ts';

export { HELP_TOPICS, type HelpTopic } from './misreading.ts';

export function helpCard(topic: HelpTopic, problem: Misreading | null): Card {
  return card('help', blocks(problem ? alert('warning', misreading(problem, topic)) : null, HELP[topic](problem === null)));
}

/** `whole` false: beside what was misread, where a long list would bury it. */
const HELP: Readonly<Record<HelpTopic, (whole: boolean) => readonly Block[]>> = {
  baton: () => [
    says(strong('Baton runs one request with several agents, in this thread, and asks before it starts.')),
    usages([
      ['/orchestrate <task>', 'weigh, plan, ask, run'],
      ['/parallel "<task>" "<task>" ...', 'two to seven tasks side by side, as you wrote them'],
      ['/plan-only <task>', 'show the plan, run nothing'],
      ['/baton status', 'where this thread’s run stands'],
      ['/baton list', 'the runs so far; --active for open ones'],
      ['/baton show 12', 'one run in full'],
      ['/baton pause', 'start nothing new in this thread’s run; /baton resume goes on'],
      ['/baton cancel', 'stop this thread’s run; results are kept'],
      ['/baton retry 12 3', 'one workstream of a finished run again, the rest reused'],
      ['/baton create', 'a list of work that others do; also update, aggregate'],
      ['Load agents/personas/startup-cto.md', 'in the thread of a run: who thinks in its next phase, or which skill'],
      ['use startup-cto for the next phase', 'the same in words; several with commas between them'],
      ['/baton costs', 'what runs have cost'],
      ['/baton skills', 'search the skills; also personas, templates, compositions'],
      ['/baton settings', 'see and change how runs work here'],
      ['/baton help <command>', 'more about one of them'],
    ]),
    says('A plain message works too: Baton answers directly, or proposes a plan where that is worth it. You can overrule it at any step.'),
  ],
  orchestrate: () => [
    usage('/orchestrate <task>', 'weighs the task, shows a plan with its cost, and runs it after a yes.'),
    says('Write AND between parts that stand alone, THEN before a part that needs the earlier ones.'),
    example('/orchestrate Compare three ways to store audit logs AND write a migration plan THEN review it for risk'),
    ...optionHelp(),
  ],
  parallel: () => [
    usage('/parallel "<task>" "<task>" ...', 'runs two to seven tasks side by side, exactly as written.'),
    says(
      'A prefix picks the agent: ',
      code('explore:'),
      ' reads, ',
      code('plan:'),
      ' thinks hard, none or ',
      code('general:'),
      ' may also write. Instead of quotes, put each task on a line of its own.',
    ),
    says('Options stand before the first task or after the last: ', code('persona: skills: template: model: budget: confirm: parallel:'), '.'),
    example('/parallel "explore:find all API routes" "explore:check test coverage" "review the login flow"'),
  ],
  'plan-only': () => [
    usage('/plan-only <task>', 'shows the plan and runs nothing. A button then runs exactly that plan.'),
    example('/plan-only Move the billing jobs to the new queue'),
    says('It takes the options of /orchestrate.'),
  ],
  status: () => [usage('/baton status [--id] [number]', 'says where a run stands: this thread’s, or the one with that number.'), example('/baton status 12')],
  list: () => [usage('/baton list [--active]', 'lists the latest runs; with --active only those that are not over.'), example('/baton list --active')],
  show: () => [usage('/baton show <number>', 'shows one run in full: request, plan, decisions, results.'), example('/baton show 12')],
  pause: () => [
    usage('/baton pause [number]', 'starts nothing new in a run; what is at work finishes. /baton resume lets it go on.'),
    example('/baton pause 12'),
  ],
  resume: () => [
    usage('/baton resume [number]', 'lets a paused or parked run go on: this thread’s, or the one with that number.'),
    example('/baton resume 12'),
  ],
  retry: () => [
    usage('/baton retry <number> <workstream> [what to change]', 'does one workstream of a run that is over again, and what depends on it.'),
    says('It becomes a new run with a plan of its own: all other results are reused, and the plan shows what that saves before anything starts.'),
    example('/baton retry 12 3 Assume EU data only'),
  ],
  create: () => [
    usage(
      '/baton create [--type <type>] [--title <title>] --subtasks <JSON>',
      'makes a list of up to seven subtasks that people or other agents do; Baton keeps the books.',
    ),
    says(
      'Types: fan-out, pipeline, supervisor, expert-panel, map-reduce (fan-out unless you say otherwise). In a pipeline each waits for the one before; dependsOn says it one by one. Instead of JSON, put each on a line of its own: ',
      code('t1: Review auth'),
      '.',
    ),
    example('/baton create --type pipeline --subtasks [{"id":"t1","label":"Review auth"},{"id":"t2","label":"Mend it"}]'),
  ],
  update: () => [
    usage(
      '/baton update [--id <number>] --task-id <id> --status <status> [--session-key <key>] [--result <text>]',
      'says how far a subtask of such a list is.',
    ),
    says(
      'Statuses: pending, in_progress, completed (with the output as its result), failed (with the reason), skipped. What is completed changes only with --again.',
    ),
    example('/baton update --id 12 --task-id t1 --status completed --result "Two findings: ..."'),
  ],
  aggregate: () => [
    usage('/baton aggregate [--id <number>]', 'integrates the results of such a list into one answer, names what is missing, and closes it.'),
    says('What it costs stands on the list before: it is one call of the model.'),
    example('/baton aggregate --id 12'),
  ],
  costs: () => [
    usage('/baton costs [--by person|pattern|persona|model|day] [--days N]', 'adds up what runs have cost: by day and for 30 days, unless you say otherwise.'),
    example('/baton costs --by person --days 7'),
  ],
  personas: () => [
    usage('/baton personas [words]', 'lists who can be asked to think: all, or those that fit the words. One name alone shows that one in full.'),
    example('/baton personas security'),
  ],
  skills: () => [
    usage('/baton skills [words]', 'lists how work can be done: all, or those that fit the words. One name alone shows that one in full.'),
    says('Words are looked for in names, domains, capabilities, descriptions and texts; the best fit comes first.'),
    example('/baton skills deploy aws'),
  ],
  templates: () => [usage('/baton templates [words]', 'lists the shapes that a task prompt can take, with their inputs.'), example('/baton templates review')],
  compositions: () => [usage('/baton compositions [words]', 'lists the work that is planned already, with its inputs.'), example('/baton compositions launch')],
  preview: () => [
    usage('/baton preview <template> [name=value ...]', 'shows the prompt that a template makes, with its words and tokens. Nothing is run.'),
    says('A value with spaces needs no quotes; it ends where the next name= begins.'),
    example('/baton preview code-review task=Review the login flow files=src/auth.py'),
  ],
  library: () => [
    usage('/baton library check', 'lists the files of the library that are broken, with line and reason. They stop nothing else.'),
    says('Files are looked at again whenever the library is used; no restart is needed.'),
    example('/baton library check'),
  ],
  cleanup: () => [
    usage('/baton cleanup --days N', 'removes runs that ended more than N days ago, with their threads and files. Admins only; it cannot be undone.'),
    says('What they cost stays in the totals, and open runs are never touched. The setting retention_days does the same once a day.'),
    example('/baton cleanup --days 90'),
  ],
  cancel: () => [
    usage('/baton cancel [number]', 'stops a run: this thread’s, or the one with that number. Finished results are kept.'),
    example('/baton cancel 12'),
  ],
  settings: (whole) => [
    usage('/baton settings', 'shows each setting and where its value comes from.'),
    usages([
      ['/baton settings set <name> <value> [--channel]', 'change one for the workspace, or for this channel only'],
      ['/baton settings reset <name> [--channel]', 'take that change back'],
      ['/baton settings export', 'the settings as orchestrator.local.md'],
      ['/baton settings import [--channel]', 'followed by the content of such a file'],
    ]),
    whole
      ? list(Object.entries(SETTING_WORDS).map(([name, { does, takes }]) => line(code(name), `: ${does} (${takes})`)))
      : says(code('/baton help settings'), ' explains every setting.'),
    example('/baton settings set max_parallel_agents 4 --channel'),
  ],
};

function optionHelp(): readonly Block[] {
  return [
    says('What you would rather choose yourself stands at the very start or the very end, as ', code('key:value'), ' without a space between:'),
    list(OPTION_KEYS.map((key) => line(code(`${key}:`), ` ${OPTION_WORDS[key].takes}`))),
    example('/orchestrate pattern:expert-panel rounds:2 budget:3 Is this design ready for production?'),
  ];
}

function usage(form: string, does: string): Block {
  return says(code(form), ' ', does);
}

function usages(rows: readonly (readonly [form: string, does: string])[]): Block {
  return list(rows.map(([form, does]) => line(code(form), `: ${does}`)));
}

function example(text: string): Block {
  return { kind: 'context', line: line('Example: ', code(text)) };
}
