/** `/baton list [--active]`: the latest runs. */
import { z } from 'zod';
import { type CommandForm, misread } from './command.ts';

/** Phones turn two hyphens into a dash. */
const activeSchema = z
  .string()
  .trim()
  .regex(/^(?:(?:--|—|–)?active)?$/iu)
  .transform((text) => text !== '');

export const list: CommandForm = {
  name: 'list',
  read(rest) {
    const active = activeSchema.safeParse(rest);
    return active.success ? { kind: 'list', active: active.data } : misread('list', { kind: 'unexpected-words', typed: rest.trim() });
  },
};
