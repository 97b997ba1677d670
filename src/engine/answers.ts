/**
 * The shapes that a model must answer in when a program reads the answer (structured outputs). Bounds on
 * numbers and lengths are not enforced by the model service; they are checked here, after parsing.
 */
import { z } from 'zod';
import { indicatorSchema } from './complexity.ts';
import { treeAnswerSchema } from './decision-tree.ts';
import { AGENT_TYPES, WORK_KINDS } from './plan.ts';

export const assessmentSchema = z.strictObject({
  indicators: z.array(indicatorSchema).max(5),
  /** The decision tree's questions, answered one by one; which branch that is, is decided by the engine. */
  tree: z.array(treeAnswerSchema).max(6),
});
export type Assessment = Readonly<z.infer<typeof assessmentSchema>>;

export const planDraftSchema = z.strictObject({
  pattern: z.string(),
  reason: z.string(),
  workstreams: z
    .array(
      z.strictObject({
        title: z.string().min(1).max(120),
        task: z.string().min(1),
        agent: z.enum(AGENT_TYPES),
        /** What it produces, whatever the language of its task. */
        work: z.enum(WORK_KINDS),
        persona: z.string().nullable(),
        skills: z.array(z.string()),
        template: z.string().nullable(),
        /** Which of the request's own parts it does, counted from 1. */
        parts: z.array(z.int().min(1)),
        /** Positions (from 1) of the workstreams in this list whose results it needs. */
        dependsOn: z.array(z.int().min(1)),
        estimateMinutes: z.int().min(1).max(15),
        deliverable: z.string().min(1).max(80),
        successCheck: z.string().nullable(),
      }),
    )
    .min(1),
});
export type PlanDraft = Readonly<z.infer<typeof planDraftSchema>>;

/** Decisions, artifacts and what comes next are joined to it by the engine. */
export const handoffSchema = z.strictObject({
  decisions: z.array(z.string()).max(12),
  openItems: z.array(z.string()).max(12),
});
export type HandoffAnswer = Readonly<z.infer<typeof handoffSchema>>;

/** A deep answer: no conclusion without at least two sides that were really taken (the source's ULTRATHINK). */
export const perspectivesSchema = z.strictObject({
  perspectives: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(120), view: z.string().trim().min(1) }))
    .min(2)
    .max(6)
    .refine((sides) => new Set(sides.map(({ name }) => name.toLowerCase())).size === sides.length, 'each perspective needs a name of its own'),
  /** Markdown: the whole deliverable. */
  result: z.string().trim().min(1),
});
export type DeepAnswer = Readonly<z.infer<typeof perspectivesSchema>>;

export const RISK_COLOURS = ['red', 'yellow', 'green'] as const;
/** One expert's blind verdict. */
export const ballotSchema = z.strictObject({
  position: z.enum(['ready', 'ready-with-conditions', 'not-ready']),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  risk: z.enum(RISK_COLOURS),
  /** The colour of each field that the expert judged. */
  domains: z
    .array(z.strictObject({ domain: z.string().min(1).max(60), risk: z.enum(RISK_COLOURS) }))
    .min(1)
    .max(8),
  summary: z.string(),
  conditions: z.array(z.string()).max(10),
  evidence: z.array(z.string()).max(10),
});
export type Ballot = Readonly<z.infer<typeof ballotSchema>>;

/** The check between two rounds of the iterative loop. */
export const checkSchema = z.strictObject({ passed: z.boolean(), reason: z.string(), advice: z.string() });
export type CheckVerdict = Readonly<z.infer<typeof checkSchema>>;

export const synthesisSchema = z.strictObject({
  title: z.string().min(1).max(150),
  /** Markdown: the integrated answer. */
  answer: z.string().min(1),
  /** Assumptions, conflicts between results, things to know. */
  notes: z.array(z.string()).max(12),
});
export type Synthesis = Readonly<z.infer<typeof synthesisSchema>>;
