/**
 * The clauses of an append that keep the day's budgets: what its calls set aside and cost (or are known to have cost by now) goes into the rows that there
 * are, and calls that do not fit under a limit leave everything as it was. Rows are locked before the workflow's own and
 * in one order, so that no two appends wait for each other; what they hold is read once the lock is there.
 */
import { type BudgetUnit, type DayLimit, type DayScope, DOLLAR_DUST, dayLimits, type FullCap, scopeKey } from '../src/engine/budget.ts';
import type { Workflow } from '../src/engine/state.ts';
import type { Derived } from './projection.ts';
import { type Param, valueList, valueParams } from './statement-part.ts';

export interface BudgetsKept {
  /** Tells the text apart from others. */
  readonly shape: string;
  readonly before: readonly string[];
  /** On the workflow's row. */
  readonly condition: string;
  readonly following: readonly string[];
  readonly answers: string;
  readonly params: readonly Param[];
}

/** Whether it is enough for a batch to see that the tenant has no budgets: calls start or end in it, and none has a limit. */
export function mayBeFree(after: Workflow, derived: Derived): boolean {
  const started = startedByDay(derived);
  return (started.length > 0 || derived.settled.length > 0 || derived.corrected.length > 0) && started.every(({ day }) => dayLimits(after, day).length === 0);
}

/**
 * On the workflow's row, for a batch without limits: then there is nothing to keep. The lock is of the table, there being
 * no row: whoever makes the tenant's first budget waits for this append, and counts it.
 */
export const NO_BUDGETS = `not exists (select 1 from budgets where tenant = $4 for key share)`;

/** Null for a batch in which no call starts or ends. `first`: the number of its first parameter. */
export function budgetsKept(after: Workflow, derived: Derived, first: number): BudgetsKept | null {
  const started = startedByDay(derived);
  const ended = derived.settled.map((row) => ({ id: row.id, usd: row.cost_usd ?? 0, tokens: tokensOf(row), booked: row.booked }));
  const corrected = derived.corrected.map((row) => ({ id: row.id, usd: row.cost_usd ?? 0, tokens: tokensOf(row) }));
  if (started.length === 0 && ended.length === 0 && corrected.length === 0) return null;
  const limits = started.flatMap(({ day }) => dayLimits(after, day));
  const shape = `${started.length}:${ended.length}:${corrected.length}:${limits.length}`;
  const params = [
    scopeKey(after, 'person'),
    scopeKey(after, 'channel'),
    ...valueParams(STARTED, started),
    ...valueParams(ENDED, ended),
    ...valueParams(CORRECTED, corrected),
    ...valueParams(LIMIT, limits),
  ];
  return { shape, params, ...clauses(first, { started: started.length, ended: ended.length, corrected: corrected.length, limits: limits.length }) };
}

const AMOUNTS = { spent_usd: 'float8', reserved_usd: 'float8', spent_tokens: 'bigint', reserved_tokens: 'bigint' } as const;
const STARTED = { day: 'text', ...AMOUNTS } as const;
const ENDED = { id: 'text', usd: 'float8', tokens: 'bigint', booked: 'boolean' } as const;
const CORRECTED = { id: 'text', usd: 'float8', tokens: 'bigint' } as const;
const LIMIT = { scope: 'text', key: 'text', day: 'text', usd: 'float8', tokens: 'bigint' } as const;
const NAMES = Object.keys(AMOUNTS);

type Counts = Readonly<Record<'started' | 'ended' | 'corrected' | 'limits', number>>;

function clauses(first: number, { started, ended, corrected, limits }: Counts): Omit<BudgetsKept, 'shape' | 'params'> {
  const startedAt = first + 2;
  const endedAt = startedAt + started * Object.keys(STARTED).length;
  const correctedAt = endedAt + ended * Object.keys(ENDED).length;
  const limitsAt = correctedAt + corrected * Object.keys(CORRECTED).length;
  const moves = [
    ...(started > 0 ? [`select day, ${NAMES.join(', ')} from ${valueList(STARTED, startedAt, started)}`] : []),
    // A call counts on the day that it started, whenever it ends.
    ...(ended > 0
      ? [
          `select d.day, r.usd, -d.usd, case when r.booked then d.tokens else r.tokens end, -d.tokens
           from ${valueList(ENDED, endedAt, ended)} join reservations d on d.workflow = $1 and d.attempt = r.id`,
        ]
      : []),
    // In place of what was booked, which is what the row still says.
    ...(corrected > 0
      ? [
          `select u.day, r.usd - u.cost_usd, 0::float8, r.tokens - (u.input_tokens + u.cache_write_tokens + u.cache_read_tokens + u.output_tokens + u.booked_tokens), 0::bigint
           from ${valueList(CORRECTED, correctedAt, corrected)} join usage u on u.workflow = $1 and u.attempt = r.id`,
        ]
      : []),
  ];
  const before = [
    `moved_ (day, ${NAMES.join(', ')}) as (${moves.join(' union all ')})`,
    `delta_ as (select day, sum(spent_usd) as spent_usd, sum(reserved_usd) as reserved_usd, sum(spent_tokens)::bigint as spent_tokens,
      sum(reserved_tokens)::bigint as reserved_tokens from moved_ group by day)`,
    `locked_ as (select b.day, b.scope, b.key, ${NAMES.map((name) => `b.${name}`).join(', ')}
      from delta_ x cross join (values ('person', $${first}::text), ('channel', $${first + 1}::text), ('workspace', '')) s(scope, key)
      join budgets b on b.tenant = $4 and b.day = x.day and b.scope = s.scope and b.key = s.key
      order by b.day, b.scope, b.key for no key update of b)`,
  ];
  const following = [
    `held_ as (update budgets b set ${NAMES.map((name) => `${name} = b.${name} + x.${name}`).join(', ')}
      from w, locked_ l join delta_ x on x.day = l.day where b.tenant = w.tenant and b.day = l.day and b.scope = l.scope and b.key = l.key)`,
  ];
  const locked = '(select count(*) from locked_) >= 0';
  if (limits === 0) return { before, condition: locked, following, answers: '' };
  const room = `room_ as (select l.scope, l.key, l.day, l.usd as limit_usd, l.tokens as limit_tokens, ${NAMES.map((name) => `b.${name} + x.${name} as ${name}`).join(', ')},
      (l.usd is null or b.spent_usd + b.reserved_usd + x.spent_usd + x.reserved_usd <= l.usd + ${DOLLAR_DUST})
        and (l.tokens is null or b.spent_tokens + b.reserved_tokens + x.spent_tokens + x.reserved_tokens <= l.tokens) as fits
    from ${valueList(LIMIT, limitsAt, limits, 'l')} join delta_ x on x.day = l.day
      left join locked_ b on b.day = l.day and b.scope = l.scope and b.key = l.key)`;
  return {
    before: [...before, room],
    condition: `${locked} and not exists (select 1 from room_ where fits is not true)`,
    following,
    answers: `, (select jsonb_agg(to_jsonb(r)) from room_ r where r.fits is not true) as "full"`,
  };
}

/** A budget that a batch does not fit under, as it would be with it. Without a row yet: nulls. */
export interface FullRow extends Pick<DayLimit, 'key' | 'day'> {
  readonly scope: DayScope;
  readonly limit_usd: number | null;
  readonly limit_tokens: number | null;
  readonly spent_usd: number | null;
  readonly reserved_usd: number;
  readonly spent_tokens: number;
  readonly reserved_tokens: number;
}

export function isMissing(row: FullRow): boolean {
  return row.spent_usd === null;
}

/** The caps that are in the way, as they are with all of the batch but the calls that it starts. */
export function fullCaps(rows: readonly FullRow[], derived: Derived): readonly FullCap[] {
  const started = new Map(startedByDay(derived).map((sum) => [sum.day, sum]));
  return rows.flatMap(({ scope, day, ...row }): FullCap[] => {
    const own = started.get(day) ?? NOTHING;
    const cap = (unit: BudgetUnit) => ({ scope, unit, day });
    const usd = { limit: row.limit_usd, spent: row.spent_usd ?? 0, reserved: row.reserved_usd };
    const tokens = { limit: row.limit_tokens, spent: row.spent_tokens, reserved: row.reserved_tokens };
    return [
      ...over(usd, DOLLAR_DUST).map((full) => ({ ...full, cap: cap('usd'), spent: full.spent - own.spent_usd, reserved: full.reserved - own.reserved_usd })),
      ...over(tokens, 0).map((full) => ({ ...full, cap: cap('tokens'), spent: full.spent - own.spent_tokens, reserved: full.reserved - own.reserved_tokens })),
    ];
  });
}

function over({ limit, spent, reserved }: { limit: number | null; spent: number; reserved: number }, dust: number) {
  return limit !== null && spent + reserved > limit + dust ? [{ limit, spent, reserved }] : [];
}

interface DaySum {
  readonly day: string;
  readonly spent_usd: number;
  readonly reserved_usd: number;
  readonly spent_tokens: number;
  readonly reserved_tokens: number;
}

const NOTHING = { spent_usd: 0, reserved_usd: 0, spent_tokens: 0, reserved_tokens: 0 };

/** A call that ends in the batch that it starts in is spent at once. */
function startedByDay({ started, spentAtOnce }: Derived): readonly DaySum[] {
  const sums = new Map<string, DaySum>();
  const add = (day: string, more: Partial<DaySum>) => {
    const sum = sums.get(day) ?? { day, ...NOTHING };
    sums.set(day, {
      day,
      spent_usd: sum.spent_usd + (more.spent_usd ?? 0),
      reserved_usd: sum.reserved_usd + (more.reserved_usd ?? 0),
      spent_tokens: sum.spent_tokens + (more.spent_tokens ?? 0),
      reserved_tokens: sum.reserved_tokens + (more.reserved_tokens ?? 0),
    });
  };
  for (const row of started) if (row.status === 'running') add(row.day, { reserved_usd: row.usd, reserved_tokens: row.tokens });
  for (const row of spentAtOnce) add(row.day, { spent_usd: row.cost_usd ?? 0, spent_tokens: tokensOf(row) + row.booked_tokens });
  return [...sums.values()];
}

function tokensOf(row: { input_tokens: number; cache_write_tokens: number; cache_read_tokens: number; output_tokens: number }): number {
  return row.input_tokens + row.cache_write_tokens + row.cache_read_tokens + row.output_tokens;
}
