/** The fields of commands, as Discord registers them. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { FIELD_WORDS } from '../../../src/cards/command-words.ts';
import { LIMITS } from '../limits.ts';

export type FieldText = keyof typeof FIELD_WORDS;

interface Wish {
  readonly needed?: boolean;
}

interface TextWish extends Wish {
  readonly most?: number;
  /** One of these. */
  readonly of?: readonly string[];
  /** Suggested while somebody types. */
  readonly suggests?: boolean;
}

export function text(name: string, says: FieldText, { needed = false, most, of, suggests = false }: TextWish = {}): APIApplicationCommandBasicOption {
  const base = { type: Type.String as const, name, description: FIELD_WORDS[says], required: needed };
  if (of !== undefined) return { ...base, choices: of.map((value) => ({ name: value, value })) };
  if (suggests) return { ...base, autocomplete: true };
  return { ...base, max_length: Math.min(most ?? LIMITS.optionString.most, LIMITS.optionString.most) };
}

interface NumberWish extends Wish {
  readonly least: number;
  readonly most: number;
}

export function whole(name: string, says: FieldText, { needed = false, least, most }: NumberWish): APIApplicationCommandBasicOption {
  return { type: Type.Integer, name, description: FIELD_WORDS[says], required: needed, min_value: least, max_value: most };
}

export function amount(name: string, says: FieldText, { needed = false, least, most }: NumberWish): APIApplicationCommandBasicOption {
  return { type: Type.Number, name, description: FIELD_WORDS[says], required: needed, min_value: least, max_value: most };
}

/** A run's number, with the latest runs suggested. */
export function run({ needed = false }: Wish = {}): APIApplicationCommandBasicOption {
  return { type: Type.Integer, name: 'run', description: FIELD_WORDS[needed ? 'run' : 'runOrHere'], required: needed, autocomplete: true, min_value: 1 };
}

export function yes(name: string, says: FieldText): APIApplicationCommandBasicOption {
  return { type: Type.Boolean, name, description: FIELD_WORDS[says] };
}

export function file(name: string, says: FieldText, { needed = false }: Wish = {}): APIApplicationCommandBasicOption {
  return { type: Type.Attachment, name, description: FIELD_WORDS[says], required: needed };
}

export function subcommand(
  name: string,
  description: string,
  options: readonly APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption {
  return { type: Type.Subcommand, name, description, options: [...options] };
}

export function group(
  name: string,
  description: string,
  options: readonly APIApplicationCommandSubcommandOption[],
): APIApplicationCommandSubcommandGroupOption {
  return { type: Type.SubcommandGroup, name, description, options: [...options] };
}
