/** Lists of work that others do, as they are typed: the JSON of the source's script, lines, and what is wrong with either. */
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../commands/index.ts';

const UUID = '01a1fc08-0000-7000-8000-000000000001';

function created(text: string) {
  const read = readCommand(text);
  if (read.kind !== 'create') throw new Error(`${text} is ${JSON.stringify(read)}`);
  return {
    type: read.plan.tracked,
    task: read.task,
    list: read.plan.workstreams.map(
      ({ id, givenId, title, dependsOn }) => `${id} ${givenId} ${title}${dependsOn.length === 0 ? '' : ` < ${dependsOn.join()}`}`,
    ),
  };
}

describe('/baton create', () => {
  it('takes the list of the source as it stands there', () => {
    const text = `/baton create \\\n  --type fan_out \\\n  --subtasks '[{"id":"t1","label":"Review auth"},{"id":"t2","label":"Review API"},{"id":"t3","label":"Review data"}]'`;
    expect(created(text.replaceAll('\\\n', '\n'))).toEqual({
      type: 'fan-out',
      task: 'Review auth; Review API; Review data',
      list: ['1 t1 t1: Review auth', '2 t2 t2: Review API', '3 t3 t3: Review data'],
    });
  });

  it.each([
    [
      'a pipeline in its order',
      `--type pipeline --subtasks [{"id":"a","label":"One"},{"id":"b","label":"Two"},{"id":"c","label":"Three"}]`,
      ['1 a a: One', '2 b b: Two < 1', '3 c c: Three < 2'],
    ],
    [
      'an order of its own',
      `--type pipeline --subtasks '[{"id":"a","label":"One"},{"id":"b","label":"Two","dependsOn":[]},{"id":"c","label":"Three","depends_on":["a","b"]}]'`,
      ['1 a a: One', '2 b b: Two', '3 c c: Three < 1,2'],
    ],
    ['curled quotes', `--subtasks ‘[{“id”:“a”,“label”:“Ana’s part”}]’`, ['1 a a: Ana’s part']],
    ['quotes inside labels', `--subtasks '[{"id":"a","label":"the users' data, and ana's"}]' --type map_reduce`, ["1 a a: the users' data, and ana's"]],
    ['numbers as ids', `--subtasks [{"id":7,"label":"Seven"}]`, ['1 7 7: Seven']],
    ['no flag before the list', `[{"id":"a","label":"One"}]`, ['1 a a: One']],
    [
      'lines',
      '--type expert-panel\n- t1: Review auth\n* t2: Review: the API\n\nt3: Review data',
      ['1 t1 t1: Review auth', '2 t2 t2: Review: the API', '3 t3 t3: Review data'],
    ],
    ['a line behind the type', '—type supervisor t1: Review auth\nt2: Review data', ['1 t1 t1: Review auth', '2 t2 t2: Review data']],
  ])('%s', (_, rest, list) => {
    expect(created(`/baton create ${rest}`).list).toEqual(list);
  });

  it.each(['fan_out', 'fan-out', 'PIPELINE', 'supervisor', 'expert_panel', 'map-reduce'])('type %s', (type) => {
    expect(created(`/baton create --type ${type} t1: A`).type).toBe(type.toLowerCase().replace('_', '-'));
  });

  it('has a title of its own', () => {
    expect(created('/baton create --title Review before the launch --type pipeline\nt1: Auth\nt2: API')).toMatchObject({ task: 'Review before the launch' });
    expect(created(`/baton create --subtasks [{"id":"a","label":"One"}] --title "Review, before the launch"`)).toMatchObject({
      task: 'Review, before the launch',
    });
  });

  const eight = JSON.stringify(Array.from({ length: 8 }, (_, index) => ({ id: `t${index}`, label: 'Part' })));
  it.each([
    ['', [{ kind: 'none' }]],
    ['[]', [{ kind: 'none' }]],
    [eight, [{ kind: 'too-many', count: 8, most: 7 }]],
    ['Review auth', [{ kind: 'unreadable-line', line: 'Review auth' }]],
    ['[{"id":"a","label":"One"},{"id":"A","label":"Two"}]', [{ kind: 'id-twice', id: 'A' }]],
    ['[{"id":"a b","label":"One"}]', [{ kind: 'wrong-id', id: 'a b' }]],
    ['[{"id":"a","label":" "}]', [{ kind: 'wrong-label', id: 'a', characters: 0, most: 200 }]],
    ['[{"id":"a","label":"One","dependsOn":["z"]}]', [{ kind: 'unknown-dependency', id: 'a', on: 'z' }]],
    ['[{"id":"a","label":"One","dependsOn":["b"]},{"id":"b","label":"Two","dependsOn":["a"]}]', [{ kind: 'circle', ids: ['a', 'b'] }]],
    ['[{"id":"a","label":"One","dependsOn":["a"]}]', [{ kind: 'circle', ids: ['a'] }]],
    ['[{"id":"a"}]', [{ kind: 'wrong-shape', at: '0.label' }]],
    ['[{"id":"a","label":"One","owner":"ana"}]', [{ kind: 'wrong-shape', at: '0' }]],
    ['[{"id":"a","label":"One"', [{ kind: 'not-json' }]],
    ['[{"id":"a","label":"One",}]', [{ kind: 'not-json' }]],
  ])('%s is no list', (rest, problems) => {
    expect(readCommand(`/baton create ${rest}`)).toMatchObject({ kind: 'misread', topic: 'create', problem: { kind: 'subtasks', problems } });
  });

  it('says what else is wrong', () => {
    expect(readCommand('/baton create --type tree t1: A')).toMatchObject({ problem: { kind: 'unknown-list-type', typed: 'tree' } });
    expect(readCommand('/baton create --type pipline t1: A')).toMatchObject({ problem: { kind: 'unknown-list-type', closest: 'pipeline' } });
    expect(readCommand('/baton create --typ fan_out t1: A')).toMatchObject({ problem: { kind: 'unknown-flag', typed: 'typ', closest: 'type' } });
    expect(readCommand('/baton create [{"id":"a","label":"One"}] and more')).toMatchObject({ problem: { kind: 'unexpected-words', typed: 'and more' } });
  });
});

describe('/baton update', () => {
  const nothing = { result: null, session: null, again: false };
  it.each([
    ['--id 12 --task-id t1 --status in_progress --session-key agent:main:k-17', 12, { task: 't1', status: 'in_progress', session: 'agent:main:k-17' }],
    ['--id #12 --task-id t1 --status completed --result "Two findings"', 12, { task: 't1', status: 'completed', result: 'Two findings' }],
    ['--id 12 --task-id t1 --status failed --result "no access"', 12, { task: 't1', status: 'failed', result: 'no access' }],
    [`--id=${UUID} --task-id=t1 --status=skipped`, UUID, { task: 't1', status: 'skipped' }],
    ['—task-id [2] —status In-Progress', null, { task: '[2]', status: 'in_progress' }],
    [
      '--task-id t1 --status completed --result Two findings:\n\n--foo is unsafe --again',
      null,
      { task: 't1', status: 'completed', result: 'Two findings:\n\n--foo is unsafe', again: true },
    ],
    [
      '--result <result>Done --again? no</result> --task-id t1 --status completed',
      null,
      { task: 't1', status: 'completed', result: '<result>Done --again? no</result>' },
    ],
    ['--task-id t1 --status pending --again', null, { task: 't1', status: 'pending', again: true }],
  ])('%s', (rest, run, report) => {
    expect(readCommand(`/baton update ${rest}`)).toEqual({ kind: 'update', run, report: { ...nothing, ...report } });
  });

  it.each([
    ['', { kind: 'flag-needed', flag: 'task-id' }],
    ['--task-id t1', { kind: 'flag-needed', flag: 'status' }],
    ['--task-id t1 --status completed', { kind: 'flag-needed', flag: 'result' }],
    ['--task-id t1 --status completed --result ""', { kind: 'flag-needed', flag: 'result' }],
    ['--task-id t1 --status complete', { kind: 'unknown-status', typed: 'complete', closest: 'completed' }],
    ['--id twelve --task-id t1 --status failed', { kind: 'number-needed', typed: 'twelve' }],
    ['--id --task-id t1 --status failed', { kind: 'number-needed', typed: '' }],
    ['12 --task-id t1 --status failed', { kind: 'unexpected-words', typed: '12' }],
    ['--task t1 --status failed', { kind: 'unknown-flag', typed: 'task', closest: 'task-id' }],
    ['--task-id t1 --status failed --reslt no', { kind: 'unknown-flag', typed: 'reslt', closest: 'result' }],
  ])('%s is misread', (rest, problem) => {
    expect(readCommand(`/baton update ${rest}`)).toEqual({ kind: 'misread', topic: 'update', problem });
  });
});

describe('which run', () => {
  it.each([
    ['/baton aggregate', { kind: 'aggregate', run: null }],
    ['/baton aggregate 12', { kind: 'aggregate', run: 12 }],
    ['/baton aggregate --id #12', { kind: 'aggregate', run: 12 }],
    [`/baton aggregate --id ${UUID.toUpperCase()}`, { kind: 'aggregate', run: UUID }],
    ['@Baton aggregate', { kind: 'aggregate', run: null }],
    ['/baton status --id 12', { kind: 'status', run: 12 }],
    [`/baton status ${UUID}`, { kind: 'status', run: UUID }],
    ['/baton aggregate help', { kind: 'help', topic: 'aggregate' }],
    ['/baton aggregate --id', { kind: 'misread', topic: 'aggregate', problem: { kind: 'number-needed', typed: '--id' } }],
    ['/baton aggregate 12 --id 13', { kind: 'misread', topic: 'aggregate', problem: { kind: 'number-needed', typed: '13 12' } }],
    ['/baton status the launch', { kind: 'misread', topic: 'status', problem: { kind: 'number-needed', typed: 'the launch' } }],
  ])('%s', (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  it.each(['@Baton aggregate the numbers of June', '@Baton create a plan for June', '@Baton create note: buy milk', '@Baton update the readme'])(
    '%s is a task',
    (text) => {
      expect(readCommand(text)).toMatchObject({ kind: 'request', task: text.replace('@Baton ', '') });
    },
  );

  it('a list can be made by a mention', () => {
    expect(readCommand('@Baton create --type pipeline\nt1: One\nt2: Two')).toMatchObject({ kind: 'create' });
  });
});
