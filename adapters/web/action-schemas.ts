/** The shapes of answers, edits and overrides that people send, as JSON or as forms. */
import { z } from 'zod';
import { phaseId } from '../../src/engine/ids.ts';
import type { PlanEdit } from '../../src/engine/input.ts';
import { isModelName, MODEL_NAMES } from '../../src/engine/model-table.ts';
import { isOption, OPTION_NAMES } from '../../src/engine/option-ids.ts';
import { AGENT_TYPES } from '../../src/engine/plan.ts';
import { REPORT_STATUSES, SESSION_LIMIT } from '../../src/engine/report.ts';
import type { BranchChange, OverrideAsk } from '../../src/ports/desk.ts';
import { textSchema, workstreamIdSchema } from './edge.ts';

export const answerSchema = z.object({
  option: z.string().refine(isOption, `is not one of ${OPTION_NAMES.join(', ')}`),
  text: textSchema.nullish(),
  /** The plan that the person saw: its hash or its revision. */
  version: z.union([z.string(), z.int()]).nullish(),
});

const workstream = workstreamIdSchema;
const named = textSchema.pipe(z.string().trim().min(1).max(80));
const persona = named.nullable();
const skills = z.array(named).max(10).nullable();
const agent = z.enum(AGENT_TYPES).nullable();
const model = z
  .string()
  .refine(isModelName, `is not one of ${MODEL_NAMES.join(', ')}`)
  .nullable();
const wording = textSchema.pipe(z.string().trim().min(1).max(8_000));
const phase = z
  .string()
  .trim()
  .regex(/^p?[1-9]\d?$/u, 'is not a phase such as p2')
  .transform((text) => phaseId(text.startsWith('p') ? text : `p${text}`));
const items = z.array(wording).max(30);

export const planEditSchema: z.ZodType<PlanEdit, unknown> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('drop'), workstream }),
  z.object({ kind: z.literal('reword'), workstream, title: wording.nullable().default(null), task: wording.nullable().default(null) }),
  z.object({ kind: z.literal('set-agent'), workstream, agent: z.enum(AGENT_TYPES) }),
  z.object({ kind: z.literal('set-loop'), workstream, loop: z.boolean() }),
  z.object({ kind: z.literal('set-persona'), workstream, persona }),
  z.object({ kind: z.literal('set-skills'), workstream, skills: z.array(named).max(10) }),
  z.object({ kind: z.literal('set-order'), workstream, dependsOn: z.array(workstream).max(20) }),
  z.object({ kind: z.literal('set-gate'), phase, gate: z.enum(['none', 'approve']) }),
]);

export const overrideSchema: z.ZodType<OverrideAsk, unknown> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('add-context'), workstream: workstream.nullable().default(null), text: wording }),
  z.object({ kind: z.literal('skip'), workstream }),
  z.object({ kind: z.literal('supply'), workstream, text: textSchema.pipe(z.string().min(1)) }),
  z.object({
    kind: z.literal('change'),
    workstream,
    agent: agent.default(null),
    persona: persona.default(null),
    skills: skills.default(null),
    model: model.default(null),
    task: wording.nullable().default(null),
  }),
  z.object({ kind: z.literal('reorder'), workstream, dependsOn: z.array(workstream).max(20) }),
  z.object({
    kind: z.literal('change-phase'),
    phase,
    persona: persona.default(null),
    skills: skills.default(null),
    add: z.array(z.string().trim().min(1).max(80)).max(10).default([]),
  }),
  z.object({
    kind: z.literal('report'),
    task: z.string().trim().min(1).max(80),
    status: z.enum(REPORT_STATUSES),
    result: textSchema.nullable().default(null),
    session: textSchema.pipe(z.string().trim().min(1).max(SESSION_LIMIT)).nullable().default(null),
    again: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('aggregate') }),
  z.object({ kind: z.literal('correct-handoff'), phase, decisions: items, openItems: items }),
]);

export const branchSchema: z.ZodType<{ workstream: z.output<typeof workstream> } & BranchChange, unknown> = z.object({
  workstream,
  agent: agent.default(null),
  persona: persona.default(null),
  task: wording.nullable().default(null),
  note: wording.nullable().default(null),
});
