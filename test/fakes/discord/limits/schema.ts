/**
 * What Discord says about the shape of bodies, as data: each check adds its complaints with the path of what is wrong,
 * in the codes and words of Discord's 50035. Lengths are counted in characters, not in UTF-16 units.
 */
import type { Loose } from '../loose.ts';

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

export type Check = (value: Loose, path: Problem['path'], problems: Problem[]) => void;

export function length(text: string): number {
  return [...text].length;
}

export const anything: Check = () => undefined;

export function text(max: number, min = 0): Check {
  return (value, path, problems) => {
    if (typeof value !== 'string')
      return void problems.push({ path, code: 'BASE_TYPE_BAD_TYPE', message: `Could not interpret "${String(value)}" as string.` });
    const has = length(value);
    if (min > 0 && has === 0) problems.push({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    else if (has > max && min === 0) problems.push({ path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` });
    else if (has > max || has < min) problems.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between ${min} and ${max} in length.` });
  };
}

export const flag: Check = (value, path, problems) => {
  if (typeof value !== 'boolean') problems.push({ path, code: 'BASE_TYPE_BAD_TYPE', message: 'Must be either true or false.' });
};

export function integer(min: number, max: number): Check {
  return (value, path, problems) => {
    if (!Number.isInteger(value) || value < min || value > max)
      problems.push({ path, code: 'NUMBER_TYPE_RANGE', message: `int value should be between ${min} and ${max}.` });
  };
}

export function one(...allowed: readonly (string | number)[]): Check {
  return (value, path, problems) => {
    if (!allowed.includes(value)) problems.push({ path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${allowed.join(', ')}}.` });
  };
}

export const snowflake: Check = (value, path, problems) => {
  if (!/^\d{15,20}$/.test(String(value))) problems.push({ path, code: 'NUMBER_TYPE_COERCE', message: `Value "${String(value)}" is not snowflake.` });
};

export function list(item: Check, max: number, min = 0): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return void problems.push({ path, code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' });
    if (value.length > max || value.length < min)
      problems.push({
        path,
        code: min > 0 ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_MAX_LENGTH',
        message: min > 0 ? `Must be between ${min} and ${max} in length.` : `Must be ${max} or fewer in length.`,
      });
    for (const [index, entry] of value.entries()) item(entry, [...path, index], problems);
  };
}

/** Field names that end in `!` are required. Unknown ones are ignored, as Discord does. `also` sees the whole object. */
export function object(fields: Readonly<Record<string, Check>>, also: Check = anything): Check {
  const known = Object.entries(fields).map(([name, check]) => ({ name: name.replace(/!$/, ''), check, required: name.endsWith('!') }));
  return (value, path, problems) => {
    if (!isObject(value)) return void problems.push({ path, code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' });
    for (const { name, check, required } of known) {
      const entry = value[name];
      if (entry !== undefined && entry !== null) check(entry, [...path, name], problems);
      else if (required) problems.push({ path: [...path, name], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    }
    also(value, path, problems);
  };
}

/** An object whose `type` says which of these it must be. */
export function typed(kinds: () => Readonly<Record<number, Check>>): Check {
  return (value, path, problems) => {
    if (!isObject(value)) return void problems.push({ path, code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' });
    const table = kinds();
    const check = table[Number(value.type)];
    if (check) return check(value, path, problems);
    problems.push({ path: [...path, 'type'], code: 'UNION_TYPE_CHOICES', message: `Value of field "type" must be one of (${Object.keys(table).join(', ')}).` });
  };
}

/** The nested `errors` of a 50035. */
export function errorsOf(problems: readonly Problem[]): Loose {
  const errors: Loose = {};
  for (const { path, code, message } of problems) {
    let place = errors;
    for (const step of path) {
      place[step] ??= {};
      place = place[step];
    }
    place._errors ??= [];
    place._errors.push({ code, message });
  }
  return errors;
}

export function isObject(value: unknown): value is Record<string, Loose> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
