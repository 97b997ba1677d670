/** A slash command as a person types it: found among what the app registered, its options checked as the client does. */
import type { Loose } from '../loose.ts';
import type { Channel } from '../world/channel.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { Command, World } from '../world/world.ts';
import { type Attachment, attach } from './attach.ts';
import { resolvedOf } from './resolved.ts';

export type OptionValue = string | number | boolean | Attachment;
export type Options = Readonly<Record<string, OptionValue>>;

export type Typed =
  | { readonly kind: 'ready'; readonly data: Loose; readonly what: string }
  /** The client does not send it. */
  | { readonly kind: 'kept'; readonly why: string };

/** The commands that are offered to this person there, of the guild first. */
export function offered(world: World, channel: Channel, person: string, kind: 1 | 2 | 3): Command[] {
  const mine = [...world.commands.values()].filter((one) => (one.guild === null || one.guild === channel.guild) && (one.body.type ?? 1) === kind);
  return mine
    .filter(({ body }) => {
      if (channel.guild === null) return body.dm_permission !== false && (!body.contexts || body.contexts.includes(1));
      if (body.contexts && !body.contexts.includes(0)) return false;
      const needed = BigInt(body.default_member_permissions ?? 0);
      return (permissionsIn(world, channel, person) & needed) === needed;
    })
    .toSorted((one, other) => Number(other.guild !== null) - Number(one.guild !== null));
}

/** `line`: the command with its subcommands, as `baton settings`. With `focused`, as an autocomplete asks: unchecked. */
export function typed(world: World, channel: Channel, person: string, line: string, given: Options, focused?: string): Typed {
  const [name = '', ...subs] = line.replace(/^\//, '').split(' ');
  const command = offered(world, channel, person, 1).find((one) => one.body.name === name);
  if (!command) return { kind: 'kept', why: `/${name} is not offered here` };
  const path: Loose[] = [];
  let level: readonly Loose[] = command.body.options ?? [];
  for (const sub of subs) {
    const found = level.find((option) => option.name === sub && option.type <= 2);
    if (!found) return { kind: 'kept', why: `${line} has no ${sub}` };
    path.push(found);
    level = found.options ?? [];
  }
  if (level.some((option) => option.type <= 2)) return { kind: 'kept', why: `${line} needs a subcommand` };
  const unknown = Object.keys(given).find((key) => !level.some((option) => option.name === key));
  if (unknown !== undefined) return { kind: 'kept', why: `${line} has no option ${unknown}` };
  const options: Loose[] = [];
  for (const option of level) {
    const value = given[option.name];
    if (value === undefined) {
      if (option.required && focused === undefined) return { kind: 'kept', why: `${option.name} is required` };
      continue;
    }
    const why = focused === undefined ? wrongWith(option, value) : null;
    if (why !== null) return { kind: 'kept', why: `${option.name}: ${why}` };
    options.push({
      name: option.name,
      type: option.type,
      value: typeof value === 'object' ? attach(world, channel.id, value, true) : value,
      ...(option.name === focused && { focused: true }),
    });
  }
  const nested = path.reduceRight<Loose[]>((inside, { name, type }) => [{ name, type, options: inside }], options);
  const ids = options.filter((option) => [6, 7, 8, 9, 11].includes(option.type)).map((option) => String(option.value));
  const resolved = resolvedOf(world, channel, ids);
  return {
    kind: 'ready',
    what: `/${line.replace(/^\//, '')}`,
    data: {
      id: command.id,
      name,
      type: 1,
      ...(command.guild && { guild_id: command.guild }),
      ...(nested.length > 0 && { options: nested }),
      ...(resolved && { resolved }),
    },
  };
}

/** Names and values as the client has them: a choice may be typed by its name. */
function wrongWith(option: Loose, value: OptionValue): string | null {
  const kinds: Readonly<Record<number, string>> = {
    3: 'string',
    4: 'number',
    5: 'boolean',
    6: 'string',
    7: 'string',
    8: 'string',
    9: 'string',
    10: 'number',
    11: 'object',
  };
  const want = kinds[option.type];
  if (want !== typeof value) return `${typeof value} instead of ${want}`;
  if (option.choices?.length > 0 && !option.choices.some((one: Loose) => one.value === value)) return 'not one of the choices';
  if (typeof value === 'string' && value.length > (option.max_length ?? 6000)) return 'too long';
  if (typeof value === 'string' && value.length < (option.min_length ?? 0)) return 'too short';
  if (typeof value === 'number' && (value > (option.max_value ?? Number.POSITIVE_INFINITY) || value < (option.min_value ?? Number.NEGATIVE_INFINITY)))
    return 'out of range';
  return option.type === 4 && !Number.isInteger(value) ? 'not a whole number' : null;
}
