/**
 * The shapes that a model must answer in when a program reads the answer (structured outputs). Bounds on
 * numbers and lengths are not enforced by the model service; they are checked here, after parsing.
 */
import { z } from 'zod';
import { indicatorSchema } from './complexity.ts';
import { AGENT_TYPES } from './plan.ts';

export const assessmentSchema = z.strictObject({
  indicators: z.array(indicatorSchema).max(5),
  /** Which branch of the decision tree was taken, as a pattern name. */
  pattern: z.string(),
  reason: z.string(),
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
        persona: z.string().nullable(),
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

export const RISK_COLOURS = ['red', 'yellow', 'green'] as const;
/** One expert's blind verdict. */
export const ballotSchema = z.strictObject({
  position: z.enum(['ready', 'ready-with-conditions', 'not-ready']),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  risk: z.enum(RISK_COLOURS),
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
