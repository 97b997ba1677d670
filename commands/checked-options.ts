/**
 * Options as typed become options of a run: names that the library has, a model of the table, numbers within their
 * bounds, and nothing that the person may not choose. All problems at once, so that one more try can mend them all.
 */
import { z } from 'zod';
import type { OptionProblem } from '../src/cards/misreading.ts';
import { type Actor, isOwn } from '../src/engine/decision.ts';
import type { Mode } from '../src/engine/event.ts';
import { MODEL_PRICES, type ModelName } from '../src/engine/model-table.ts';
import { MAX_LOOP_ROUNDS } from '../src/engine/plan.ts';
import { isOwnYesEnough, policyOf } from '../src/engine/policy.ts';
import { NO_OPTIONS, type OptionKey, type RequestOptions, type TypedOptions } from '../src/engine/request-options.ts';
import type { Settings } from '../src/engine/settings.ts';
import { closestName } from './closest-name.ts';

export interface OptionContext {
  readonly patterns: readonly string[];
  readonly personas: readonly string[];
  readonly skills: readonly string[];
  readonly templates: readonly string[];
  /** In force where the request is made. */
  readonly settings: Settings;
  /** Who asks, in all groups that count there. */
  readonly requester: Actor;
  readonly mode: Mode;
}

export type CheckedOptions =
  | { readonly kind: 'options'; readonly options: RequestOptions; readonly settings: Settings }
  | { readonly kind: 'problems'; readonly problems: readonly OptionProblem[] };

export function checkOptions(typed: TypedOptions, context: OptionContext): CheckedOptions {
  const problems: OptionProblem[] = [];
  const read = <T>(key: OptionKey, how: (value: string) => Read<T>): T | null => {
    const value = typed[key];
    if (value === undefined) return null;
    const outcome = how(value.trim());
    if (outcome.kind === 'ok') return outcome.value;
    problems.push(outcome.problem);
    return null;
  };
  problems.push(...misplaced(typed, context.mode));
  const pattern = read('pattern', (value) => nameIn('pattern', value, [...context.patterns, 'inline']));
  const persona = read('persona', (value) => nameIn('persona', value, context.personas));
  const skills = read('skills', (value) => namesIn(value, context.skills));
  const template = read('template', (value) => nameIn('template', value, context.templates));
  const model = read('model', modelNamed);
  const rounds = read('rounds', (value) => numberIn('rounds', value, z.int().min(1).max(MAX_LOOP_ROUNDS)));
  const budget = read('budget', (value) => budgetIn(value, context));
  const confirm = read('confirm', (value) => confirmIn(value, context));
  const parallel = read('parallel', (value) => numberIn('parallel', value, z.int().min(1).max(6)));
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'options',
    options: { ...NO_OPTIONS, pattern, persona, skills: skills ?? [], template, model, rounds },
    settings: settingsWith(context.settings, { budget, confirm, parallel }),
  };
}

type Read<T> = { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'problem'; readonly problem: OptionProblem };

function ok<T>(value: T): Read<T> {
  return { kind: 'ok', value };
}

function wrong(option: OptionKey, typed: string): Read<never> {
  return { kind: 'problem', problem: { kind: 'wrong-value', option, typed } };
}

/** The tasks of `/parallel` are the plan already; `/plan-only` is about a plan. */
function misplaced(typed: TypedOptions, mode: Mode): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (mode === 'parallel' && typed.pattern !== undefined && typed.pattern !== 'fan-out')
    problems.push({ kind: 'not-with', option: 'pattern', command: 'parallel' });
  if (mode === 'parallel' && typed.rounds !== undefined) problems.push({ kind: 'not-with', option: 'rounds', command: 'parallel' });
  if (mode === 'plan-only' && typed.pattern === 'inline') problems.push({ kind: 'not-with', option: 'pattern', command: 'plan-only' });
  return problems;
}

function nameIn(option: OptionKey, typed: string, known: readonly string[]): Read<string> {
  const found = known.find((name) => name.toLowerCase() === typed.toLowerCase());
  return found === undefined ? { kind: 'problem', problem: { kind: 'unknown-name', option, typed, closest: closestName(typed, known), known } } : ok(found);
}

function namesIn(typed: string, known: readonly string[]): Read<readonly string[]> {
  const names = typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return wrong('skills', typed);
  const read = names.map((name) => nameIn('skills', name, known));
  const problem = read.find((one) => one.kind === 'problem');
  return problem ?? ok([...new Set(read.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])))]);
}

const MODELS = Object.keys(MODEL_PRICES).filter((name): name is ModelName => name in MODEL_PRICES);

/** Its whole name, or the one word in it that tells it from the others: `opus`. */
function modelNamed(typed: string): Read<ModelName> {
  const word = typed.toLowerCase();
  const meant = MODELS.filter((name) => name === word || name.split('-').includes(word));
  const [model] = meant;
  if (model && meant.length === 1) return ok(model);
  return { kind: 'problem', problem: { kind: 'unknown-name', option: 'model', typed, closest: closestName(typed, MODELS), known: MODELS } };
}

function numberIn(option: OptionKey, typed: string, schema: z.ZodType<number>): Read<number> {
  const number = schema.safeParse(/^\d+$/u.test(typed) ? Number(typed) : Number.NaN);
  return number.success ? ok(number.data) : wrong(option, typed);
}

/** Dollars, as in the setting `workflow_budget_usd`. */
const budgetSchema = z.number().min(0.01).max(10_000);

/** More than a run has anyway is for whoever could raise it alone once it runs; beyond the ceiling that is an admin. */
function budgetIn(typed: string, { settings, requester }: OptionContext): Read<number> {
  const digits = /^\$?(\d+(?:\.\d{1,2})?)(?:\s*(?:\$|usd))?$/iu.exec(typed)?.[1];
  const budget = budgetSchema.safeParse(digits === undefined ? Number.NaN : Number(digits));
  if (!budget.success) return wrong('budget', typed);
  const asked = budget.data;
  const { workflow_ceiling_usd: ceiling, workflow_budget_usd: usual } = settings;
  const policy = policyOf({ settings, requester: requester.id }, { kind: 'budget' });
  if (ceiling !== null && asked > ceiling) {
    if (!requester.admin) return { kind: 'problem', problem: { kind: 'budget-above-ceiling', asked, ceiling } };
    return isOwn(policy, requester.id) ? { kind: 'problem', problem: { kind: 'budget-needed', asked, limit: ceiling, needed: 1 } } : ok(asked);
  }
  return asked <= usual || isOwnYesEnough(policy, requester)
    ? ok(asked)
    : { kind: 'problem', problem: { kind: 'budget-needed', asked, limit: usual, needed: policy.needed } };
}

function confirmIn(typed: string, { settings, requester }: OptionContext): Read<boolean> {
  if (/^(?:yes|y|true|on)$/iu.test(typed)) return ok(true);
  if (!/^(?:no|n|false|off)$/iu.test(typed)) return wrong('confirm', typed);
  const policy = policyOf({ settings, requester: requester.id }, { kind: 'plan-approval' });
  return settings.confirm_before_execute && !isOwnYesEnough(policy, requester)
    ? { kind: 'problem', problem: { kind: 'confirm-needed', needed: policy.needed } }
    : ok(false);
}

interface ForSettings {
  readonly budget: number | null;
  readonly confirm: boolean | null;
  readonly parallel: number | null;
}

/** An admin's budget beyond the ceiling raises the ceiling of this run with it. */
function settingsWith(settings: Settings, { budget, confirm, parallel }: ForSettings): Settings {
  const ceiling = settings.workflow_ceiling_usd;
  return {
    ...settings,
    workflow_budget_usd: budget ?? settings.workflow_budget_usd,
    workflow_ceiling_usd: ceiling !== null && budget !== null ? Math.max(ceiling, budget) : ceiling,
    confirm_before_execute: confirm ?? settings.confirm_before_execute,
    max_parallel_agents: parallel ?? settings.max_parallel_agents,
  };
}
