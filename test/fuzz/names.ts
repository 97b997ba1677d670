/**
 * Names of things in a case: of runs that are there, of another tenant's, and of none. Cases are made before the runs
 * exist, so a name stands for whatever the arena has under it when the case is tried.
 */
import fc from 'fast-check';
import { text } from './hostile.ts';

export const ROLES = ['waiting', 'running', 'ended', 'foreign', 'listed'] as const;
export type RunRole = (typeof ROLES)[number];

/** `{waiting.workflow}`, `{foreign.decision}`: filled in by the arena, anywhere in a text. */
const RUN_FIELDS = ['workflow', 'thread', 'decision', 'artifact', 'number', 'hash'] as const;
export type RunField = (typeof RUN_FIELDS)[number];

const NEVER = '00000000-0000-7000-8000-000000000000';

export function named(field: RunField): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...ROLES).map((role) => `{${role}.${field}}`) },
    // The right shape of the wrong thing.
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...ROLES), fc.constantFrom(...RUN_FIELDS)).map(([role, other]) => `{${role}.${other}}`) },
    { weight: 1, arbitrary: fc.constantFrom(...ROLES).map((role) => `{${role}.${field}}`.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom(NEVER, `${NEVER}-d1`, '0', '1', '#1', '-1', '999999999', '9999999999', `${NEVER}-d0`, '{waiting.workflow}-d99') },
    { weight: 2, arbitrary: text },
  );
}

export type Names = Readonly<Record<RunRole, Readonly<Record<RunField, string>>>>;

export function filledIn(value: string, names: Names): string {
  return value.replace(
    /\{(waiting|running|ended|foreign|listed)\.(workflow|thread|decision|artifact|number|hash)\}/gu,
    (_, role: RunRole, field: RunField) => names[role][field],
  );
}
