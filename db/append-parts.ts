/**
 * The parts of an append: each is one clause of the one statement. All hang on `w`, the workflow's row at the expected
 * version and epoch, and do nothing when there is none. A part without rows is left out.
 */
import { jsonRows, type Part, valueRows } from './statement-part.ts';

const USAGE_ROW = `id text, subject text, role text, model text, booked boolean, day text, booked_tokens int, input_tokens int, cache_write_tokens int, cache_read_tokens int, output_tokens int,
  cost_usd float8, charged_usd float8, at bigint`;

const USAGE_NUMBERS = 'r.input_tokens, r.cache_write_tokens, r.cache_read_tokens, r.output_tokens, r.cost_usd, r.charged_usd, r.at';

const INSERT_USAGE = `insert into usage
  (tenant, workflow, attempt, subject, role, model, input_tokens, cache_write_tokens, cache_read_tokens, output_tokens, cost_usd, charged_usd, at, day, booked_tokens)`;

/**
 * Rows travel as one JSON parameter. Where they meet a table that grows, they travel as typed values instead: the planner
 * then knows how many there are and looks each up by its key, where for JSON it assumes a hundred and reads the table.
 */
export const APPEND_PARTS = {
  events: jsonRows(
    'events',
    'seq int, v smallint, at bigint, input text, body jsonb',
    (r) => `insert into events (tenant, workflow, seq, v, at, input, body) select w.tenant, w.id, r.seq, r.v, r.at, r.input, r.body from w, ${r}`,
  ),

  workstreams: jsonRows(
    'workstreams',
    `id text, title text, agent text, persona text, phase text, status text, attempts int, input_tokens int, output_tokens int, cost_usd float8, artifact text,
      started_at bigint, settled_at bigint`,
    (r) => `insert into workstreams
        (tenant, workflow, id, title, agent, persona, phase, status, attempts, input_tokens, output_tokens, cost_usd, artifact, started_at, settled_at)
      select w.tenant, w.id, r.id, r.title, r.agent, r.persona, r.phase, r.status, r.attempts, r.input_tokens, r.output_tokens, r.cost_usd, r.artifact,
        r.started_at, r.settled_at from w, ${r}
      on conflict (workflow, id) do update set title = excluded.title, agent = excluded.agent, persona = excluded.persona, phase = excluded.phase,
        status = excluded.status, attempts = excluded.attempts, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
        cost_usd = excluded.cost_usd, artifact = excluded.artifact, started_at = excluded.started_at, settled_at = excluded.settled_at`,
  ),

  dropped: valueRows('dropped', { id: 'text' }, (r) => `delete from workstreams d using w, ${r} where d.workflow = w.id and d.id = r.id`),

  started: jsonRows(
    'started',
    'id text, subject text, role text, try_number int, model text, status text, cause text, started_at bigint, ended_at bigint',
    (r) => `insert into attempts (tenant, workflow, id, subject, role, try_number, model, status, cause, started_at, ended_at)
      select w.tenant, w.id, r.id, r.subject, r.role, r.try_number, r.model, r.status, r.cause, r.started_at, r.ended_at from w, ${r}`,
  ),

  reserved: jsonRows(
    'reserved',
    'id text, usd float8, tokens int, day text, started_at bigint',
    (r) =>
      `insert into reservations (tenant, workflow, attempt, usd, tokens, day, at) select w.tenant, w.id, r.id, r.usd, r.tokens, r.day, r.started_at from w, ${r}`,
  ),

  settled: valueRows(
    'settled',
    { id: 'text', status: 'text', cause: 'text', at: 'bigint' },
    (r) => `update attempts a set status = r.status, cause = r.cause, ended_at = r.at from w, ${r} where a.workflow = w.id and a.id = r.id
      returning a.id, a.subject, a.role, a.model`,
  ),

  released: valueRows(
    'released',
    { id: 'text' },
    (r) => `delete from reservations d using w, ${r} where d.workflow = w.id and d.attempt = r.id returning d.attempt, d.tokens, d.day`,
  ),

  /** What calls cost whose attempts this statement settles. It counts on the day that the call started. */
  spent: jsonRows(
    'spent',
    USAGE_ROW,
    (r) =>
      `${INSERT_USAGE} select w.tenant, w.id, r.id, a.subject, a.role, coalesce(r.model, a.model), ${USAGE_NUMBERS},
        coalesce(d.day, r.day), case when r.booked then coalesce(d.tokens, 0) else 0 end
      from w, ${r} join settled_ a on a.id = r.id left join released_ d on d.attempt = r.id`,
  ),

  /** What calls cost that started in the same batch. */
  spentAtOnce: jsonRows(
    'spentAtOnce',
    USAGE_ROW,
    (r) => `${INSERT_USAGE} select w.tenant, w.id, r.id, r.subject, r.role, r.model, ${USAGE_NUMBERS}, r.day, r.booked_tokens from w, ${r}`,
  ),

  /** What cancelled calls used, in place of what was booked for them. */
  corrected: valueRows(
    'corrected',
    {
      ...{ id: 'text', model: 'text', input_tokens: 'int', cache_write_tokens: 'int', cache_read_tokens: 'int', output_tokens: 'int' },
      ...{ cost_usd: 'float8', charged_usd: 'float8' },
    },
    (
      r,
    ) => `update usage u set model = r.model, input_tokens = r.input_tokens, cache_write_tokens = r.cache_write_tokens, cache_read_tokens = r.cache_read_tokens,
        output_tokens = r.output_tokens, booked_tokens = 0, cost_usd = r.cost_usd, charged_usd = r.charged_usd
      from w, ${r} where u.workflow = w.id and u.attempt = r.id`,
  ),

  decisions: jsonRows(
    'decisions',
    'id text, kind text, status text, asked_at bigint, answered_by text, answer text, settled_at bigint',
    (r) => `insert into decisions (tenant, workflow, id, kind, status, asked_at, answered_by, answer, settled_at)
      select w.tenant, w.id, r.id, r.kind, r.status, r.asked_at, r.answered_by, r.answer, r.settled_at from w, ${r}
      on conflict (workflow, id) do update set status = excluded.status, answered_by = excluded.answered_by, answer = excluded.answer, settled_at = excluded.settled_at`,
  ),

  handoffs: jsonRows(
    'handoffs',
    'phase text, body jsonb, at bigint',
    (r) => `insert into handoffs (tenant, workflow, phase, body, at) select w.tenant, w.id, r.phase, r.body, r.at from w, ${r}
      on conflict (workflow, phase) do update set body = excluded.body, at = excluded.at`,
  ),

  applied: valueRows(
    'applied',
    { id: 'text', outcome: 'jsonb' },
    (r) => `update inbox i set applied_version = w.version, outcome = r.outcome from w, ${r} where i.id = r.id and i.workflow = w.id`,
  ),

  artifacts: valueRows(
    'artifacts',
    { id: 'text', name: 'text', media_type: 'text', bytes: 'int', sha256: 'text', content: 'bytea' },
    (r) => `insert into artifacts (tenant, id, workflow, name, media_type, bytes, sha256, content)
      select w.tenant, r.id, w.id, r.name, r.media_type, r.bytes, r.sha256, r.content from w, ${r} on conflict (tenant, id) do nothing`,
  ),
} satisfies Record<string, Part>;
