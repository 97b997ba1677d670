/**
 * What Slack says about the shape of blocks and views, as data: each check adds its complaints with the path of what
 * is wrong, in the words and the json-pointer form that Slack answers with.
 */
import type { Loose } from '../loose.ts';

export type Check = (value: Loose, path: string, problems: string[]) => void;

export function complain(problems: string[], what: string, path: string): void {
  problems.push(`${what} [json-pointer:${path}]`);
}

export const anything: Check = () => undefined;

export function text(max: number, min = 0): Check {
  return (value, path, problems) => {
    if (typeof value !== 'string') return complain(problems, 'must be a string', path);
    if (value.length < min) complain(problems, `must be more than ${min - 1} characters`, path);
    if (value.length > max) complain(problems, `must be less than ${max + 1} characters`, path);
  };
}

export const flag: Check = (value, path, problems) => {
  if (typeof value !== 'boolean') complain(problems, 'must be a boolean', path);
};

export function integer(min: number, max: number): Check {
  return (value, path, problems) => {
    if (!Number.isInteger(value) || value < min || value > max) complain(problems, `must be an integer between ${min} and ${max}`, path);
  };
}

export function one(...allowed: readonly string[]): Check {
  return (value, path, problems) => {
    if (!allowed.includes(value)) complain(problems, `must be one of: ${allowed.join(', ')}`, path);
  };
}

export function matching(pattern: RegExp, what: string): Check {
  return (value, path, problems) => {
    if (typeof value !== 'string' || !pattern.test(value)) complain(problems, what, path);
  };
}

export function list(item: Check, max: number, min = 1): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return complain(problems, 'must be an array', path);
    if (value.length < min) complain(problems, `no fewer than ${min} items allowed`, path);
    if (value.length > max) complain(problems, `no more than ${max} items allowed`, path);
    for (const [index, entry] of value.entries()) item(entry, `${path}/${index}`, problems);
  };
}

/** Field names that end in `!` are required. `also` sees the whole object when its fields were looked at. */
export function object(fields: Readonly<Record<string, Check>>, also: Check = anything): Check {
  const known = new Map(Object.entries(fields).map(([name, check]) => [name.replace(/!$/, ''), { check, required: name.endsWith('!') }]));
  return (value, path, problems) => {
    if (!isObject(value)) return complain(problems, 'must provide an object', path);
    for (const [name, { required }] of known)
      if (required && (value[name] === undefined || value[name] === null)) complain(problems, `missing required field: ${name}`, path);
    for (const [name, entry] of Object.entries(value)) {
      const field = known.get(name);
      if (!field) complain(problems, `invalid additional property: ${name}`, path);
      else if (entry !== undefined && entry !== null) field.check(entry, `${path}/${name}`, problems);
    }
    also(value, path, problems);
  };
}

/** An object whose `type` says which of these it must be. */
export function typed(kinds: () => Readonly<Record<string, Check>>, allowed?: readonly string[]): Check {
  return (value, path, problems) => {
    if (!isObject(value)) return complain(problems, 'must provide an object', path);
    const table = kinds();
    const check = Object.hasOwn(table, value.type) ? table[value.type] : undefined;
    if (!check || (allowed && !allowed.includes(value.type))) return complain(problems, `unsupported type: ${String(value.type)}`, `${path}/type`);
    check(value, path, problems);
  };
}

export function all(...checks: readonly Check[]): Check {
  return (value, path, problems) => {
    for (const check of checks) check(value, path, problems);
  };
}

export function isObject(value: unknown): value is Record<string, Loose> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
