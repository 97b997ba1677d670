/**
 * The day's budgets as the ledger keeps them: what this workflow's calls set aside and cost, on the day that each
 * started, and what everybody else spends from the same budgets.
 */
import { type Amounts, BUDGET_UNITS, type BudgetUnit, type DayScope, DOLLAR_DUST, dayLimits, type FullCap } from '../../src/engine/budget.ts';
import type { Usage } from '../../src/engine/call.ts';
import { dayOf } from '../../src/engine/day.ts';
import type { Recorded } from '../../src/engine/event.ts';
import type { AttemptId } from '../../src/engine/ids.ts';
import type { Workflow } from '../../src/engine/state.ts';

export interface DayBooks {
  /** Keeps the books, unless the calls that start do not fit: then these caps are in the way, and nothing is kept. */
  book(recorded: readonly Recorded[], after: Workflow): readonly FullCap[];
  /** What others have spent today. */
  others(day: string, scope: DayScope): Amounts;
  othersSpend(day: string, scope: DayScope, amounts: Amounts): void;
}

interface Booked extends Amounts {
  readonly day: string;
}

const NOTHING: Amounts = { usd: 0, tokens: 0 };

export function dayBooks(): DayBooks {
  let reserved = new Map<AttemptId, Booked>();
  let spent = new Map<string, Amounts>();
  let cancelled = new Map<AttemptId, Booked>();
  const foreign = new Map<string, Amounts>();
  const others = (day: string, scope: DayScope) => foreign.get(`${day} ${scope}`) ?? NOTHING;
  return {
    others,
    othersSpend: (day, scope, amounts) => void foreign.set(`${day} ${scope}`, plus(others(day, scope), amounts)),
    book(recorded, after) {
      const next = { reserved: new Map(reserved), spent: new Map(spent), cancelled: new Map(cancelled) };
      const started = new Map<string, Amounts>();
      for (const { event, at } of recorded) {
        if (event.kind === 'attempt-started') {
          const { id, reservedUsd: usd, reservedTokens: tokens } = event.attempt;
          const day = dayOf(at, after.settings.time_zone);
          next.reserved.set(id, { day, usd, tokens });
          started.set(day, plus(started.get(day) ?? NOTHING, { usd, tokens }));
        } else settle(next, event);
      }
      const caps = [...started].flatMap(([day, own]) => {
        const held = sum([...next.reserved.values()].filter((one) => one.day === day));
        const mine = next.spent.get(day) ?? NOTHING;
        return dayLimits(after, day).flatMap((limit) =>
          BUDGET_UNITS.flatMap((unit) =>
            inTheWay(limit[unit], unit, { scope: limit.scope, day, spent: mine[unit] + others(day, limit.scope)[unit], held: held[unit], own: own[unit] }),
          ),
        );
      });
      if (caps.length > 0) return caps;
      reserved = next.reserved;
      spent = next.spent;
      cancelled = next.cancelled;
      return [];
    },
  };
}

/** The cap as it is with all of the batch but the calls that it starts. */
function inTheWay(
  limit: number | null,
  unit: BudgetUnit,
  { scope, day, spent, held, own }: { scope: DayScope; day: string; spent: number; held: number; own: number },
): readonly FullCap[] {
  if (limit === null || spent + held <= limit + DOLLAR_DUST) return [];
  return [{ cap: { scope, unit, day }, limit, spent, reserved: held - own }];
}

interface Books {
  readonly reserved: Map<AttemptId, Booked>;
  readonly spent: Map<string, Amounts>;
  /** What is booked for cancelled calls. */
  readonly cancelled: Map<AttemptId, Booked>;
}

function settle(books: Books, event: Recorded['event']): void {
  if (event.kind === 'attempt-settled') {
    const was = books.cancelled.get(event.attempt);
    if (was) books.spent.set(was.day, plus(books.spent.get(was.day) ?? NOTHING, minus(usedBy(event.usage), was)));
    books.cancelled.delete(event.attempt);
    return;
  }
  if (event.kind !== 'attempt-succeeded' && event.kind !== 'attempt-failed' && event.kind !== 'attempt-interrupted') return;
  const booked = books.reserved.get(event.attempt);
  if (!booked) return;
  books.reserved.delete(event.attempt);
  const cost = costOf(event, booked);
  books.spent.set(booked.day, plus(books.spent.get(booked.day) ?? NOTHING, cost));
  if (event.kind === 'attempt-interrupted') books.cancelled.set(event.attempt, { ...cost, day: booked.day });
}

/** A call whose end is unknown is booked at what was set aside; one that never began costs nothing. */
export function costOf(event: Extract<Recorded['event'], { kind: 'attempt-succeeded' | 'attempt-failed' | 'attempt-interrupted' }>, booked: Amounts): Amounts {
  if (event.kind === 'attempt-interrupted') return { usd: event.bookedUsd, tokens: booked.tokens };
  const { usage } = event;
  return usage ? usedBy(usage) : NOTHING;
}

export function usedBy(usage: Usage): Amounts {
  return { usd: usage.costUsd, tokens: usage.inputTokens + usage.cacheWriteTokens + usage.cacheReadTokens + usage.outputTokens };
}

export function minus(one: Amounts, other: Amounts): Amounts {
  return { usd: one.usd - other.usd, tokens: one.tokens - other.tokens };
}

export function plus(one: Amounts, other: Amounts): Amounts {
  return { usd: one.usd + other.usd, tokens: one.tokens + other.tokens };
}

function sum(amounts: readonly Amounts[]): Amounts {
  return amounts.reduce(plus, NOTHING);
}
