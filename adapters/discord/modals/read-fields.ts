/** What people filled in: the components of a submitted modal, as Discord sends them or as discord.js hands them on. */
import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { type FieldValue, type Filled, filledWith } from '../../../src/forms/filled.ts';

export function readFields(components: unknown): Filled {
  const parsed = z.array(z.unknown()).max(20).safeParse(components);
  return filledWith(new Map((parsed.success ? parsed.data : []).flatMap(fieldsIn)));
}

type Named = readonly [name: string, value: FieldValue];

const text = z.string().max(20_000);
const values = z.array(z.string().max(200)).max(50);
const name = z.string().min(1).max(100);

/** Labels with one component; rows are what modals had before. */
const holderSchema = z.union([
  z.object({ component: z.unknown() }).transform(({ component }) => [component]),
  z.object({ components: z.array(z.unknown()).max(10) }).transform(({ components }) => components),
]);

const fieldSchema = z
  .object({ type: z.int(), custom_id: name.optional(), customId: name.optional(), value: z.unknown().optional(), values: z.unknown().optional() })
  .transform(({ custom_id, customId, ...rest }) => ({ id: custom_id ?? customId, ...rest }));

function fieldsIn(part: unknown): readonly Named[] {
  const holder = holderSchema.safeParse(part);
  return (holder.success ? holder.data : []).flatMap((component): readonly Named[] => {
    const field = fieldSchema.safeParse(component);
    const value = field.success ? heldBy(field.data) : null;
    return field.success && field.data.id !== undefined && value !== null ? [[field.data.id, value]] : [];
  });
}

/** Null: of a kind that no form of ours has, or not what such a field holds. */
function heldBy(field: { readonly type: number; readonly value?: unknown; readonly values?: unknown }): FieldValue | null {
  switch (field.type) {
    case ComponentType.TextInput: {
      const written = text.safeParse(field.value);
      return written.success ? { kind: 'text', text: written.data } : null;
    }
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.ChannelSelect: {
      const chosen = values.safeParse(field.values);
      return chosen.success ? { kind: 'choices', values: chosen.data } : null;
    }
    case ComponentType.Checkbox: {
      const ticked = z.boolean().safeParse(field.value);
      return ticked.success ? { kind: 'choices', values: ticked.data ? ['yes'] : [] } : null;
    }
    case ComponentType.FileUpload: {
      const files = z
        .array(z.string().regex(/^\d{1,20}$/u))
        .max(10)
        .safeParse(field.values);
      return files.success ? { kind: 'files', ids: files.data } : null;
    }
    default:
      return null;
  }
}
