/**
 * The parts of an append. Each is one clause of the one statement and takes one JSON parameter; all hang on `w`, the
 * workflow's row at the expected version and epoch, and do nothing when there is none. A part with no rows is left out.
 */

/** `$` stands for the part's parameter. */
export const APPEND_PARTS = {
  events: `insert into events (tenant, workflow, seq, v, at, input, body)
    select w.tenant, w.id, r.seq, r.v, r.at, r.input, r.body
    from w, jsonb_to_recordset($::jsonb) as r(seq int, v smallint, at bigint, input text, body jsonb)`,

  workstreams: `insert into workstreams (tenant, workflow, id, title, agent, persona, phase, status, attempts, input_tokens, output_tokens, cost_usd, artifact, started_at, settled_at)
    select w.tenant, w.id, r.id, r.title, r.agent, r.persona, r.phase, r.status, r.attempts, r.input_tokens, r.output_tokens, r.cost_usd, r.artifact, r.started_at, r.settled_at
    from w, jsonb_to_recordset($::jsonb) as r(id text, title text, agent text, persona text, phase text, status text, attempts int, input_tokens int, output_tokens int,
      cost_usd float8, artifact text, started_at bigint, settled_at bigint)
    on conflict (workflow, id) do update set title = excluded.title, agent = excluded.agent, persona = excluded.persona, phase = excluded.phase,
      status = excluded.status, attempts = excluded.attempts, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
      cost_usd = excluded.cost_usd, artifact = excluded.artifact, started_at = excluded.started_at, settled_at = excluded.settled_at`,

  dropped: `delete from workstreams d using w, jsonb_array_elements_text($::jsonb) as r(id) where d.workflow = w.id and d.id = r.id`,

  started: `insert into attempts (tenant, workflow, id, subject, role, try_number, model, status, cause, started_at, ended_at)
    select w.tenant, w.id, r.id, r.subject, r.role, r.try_number, r.model, r.status, r.cause, r.started_at, r.ended_at
    from w, jsonb_to_recordset($::jsonb) as r(id text, subject text, role text, try_number int, model text, status text, cause text, started_at bigint, ended_at bigint)`,

  /** The same calls as `started`, without those that have ended already. */
  reserved: `insert into reservations (tenant, workflow, attempt, usd, at)
    select w.tenant, w.id, r.id, r.usd, r.started_at from w, jsonb_to_recordset($::jsonb) as r(id text, usd float8, started_at bigint)`,

  settled: `update attempts a set status = r.status, cause = r.cause, ended_at = r.at
    from w, jsonb_to_recordset($::jsonb) as r(id text, status text, cause text, at bigint) where a.workflow = w.id and a.id = r.id`,

  /** Ids of the same. */
  released: `delete from reservations d using w, jsonb_array_elements_text($::jsonb) as r(id) where d.workflow = w.id and d.attempt = r.id`,

  spent: `insert into usage (tenant, workflow, attempt, subject, role, model, input_tokens, cache_write_tokens, cache_read_tokens, output_tokens, cost_usd, charged_usd, at)
    select w.tenant, w.id, r.id, coalesce(r.subject, a.subject, ''), coalesce(r.role, a.role, ''), coalesce(r.model, a.model, ''), r.input_tokens, r.cache_write_tokens,
      r.cache_read_tokens, r.output_tokens, r.cost_usd, r.charged_usd, r.at
    from w cross join jsonb_to_recordset($::jsonb) as r(id text, subject text, role text, model text, input_tokens int, cache_write_tokens int, cache_read_tokens int,
      output_tokens int, cost_usd float8, charged_usd float8, at bigint)
    left join attempts a on a.workflow = w.id and a.id = r.id`,

  decisions: `insert into decisions (tenant, workflow, id, kind, status, asked_at, answered_by, answer, settled_at)
    select w.tenant, w.id, r.id, r.kind, r.status, r.asked_at, r.answered_by, r.answer, r.settled_at
    from w, jsonb_to_recordset($::jsonb) as r(id text, kind text, status text, asked_at bigint, answered_by text, answer text, settled_at bigint)
    on conflict (workflow, id) do update set status = excluded.status, answered_by = excluded.answered_by, answer = excluded.answer, settled_at = excluded.settled_at`,

  handoffs: `insert into handoffs (tenant, workflow, phase, body, at)
    select w.tenant, w.id, r.phase, r.body, r.at from w, jsonb_to_recordset($::jsonb) as r(phase text, body jsonb, at bigint)
    on conflict (workflow, phase) do update set body = excluded.body, at = excluded.at`,

  applied: `update inbox i set applied_version = w.version, outcome = r.outcome
    from w, jsonb_to_recordset($::jsonb) as r(id text, outcome jsonb) where i.id = r.id and i.workflow = w.id`,
} as const;

export type AppendPart = keyof typeof APPEND_PARTS;
