/** A plausible plan in the pattern that was chosen; where that cannot be made of the request, `mixed`, as any model may. */
import type { PlanDraft } from '../../engine/answers.ts';
import { explicitParts } from '../../engine/parts.ts';
import { MAX_WORKSTREAMS, type PatternName } from '../../engine/plan.ts';
import { markTexts, stripMarks } from '../../engine/rehearsal-marks.ts';
import type { Brief, PlanSize } from '../../ports/model.ts';
import { type DraftWorkstream, workstream } from './draft-workstream.ts';
import { piecesOf } from './pieces.ts';
import { patternOf } from './shape.ts';
import { offeredPersonas, offeredSkills, REHEARSAL, titleFrom } from './words.ts';

/** `prompt` is what the model was asked with: only personas and skills that stand in it are used. */
export function rehearsedPlan({ request, tryNumber, plan }: Pick<Brief, 'request' | 'tryNumber' | 'plan'>, prompt: string): PlanDraft {
  const mixed = plan?.mixed ?? plan?.size ?? ANY_SIZE;
  // What could not be built is not tried again as it was.
  const gaveUp = tryNumber > 1 && plan !== null && plan.mixed !== null;
  const pattern = gaveUp ? 'mixed' : (plan?.pattern ?? patternOf(request));
  const size = gaveUp ? mixed : (plan?.size ?? ANY_SIZE);
  const personas = [...new Set([...(plan?.personas ?? []), ...offeredPersonas(prompt)])];
  const skills = [...new Set([...(plan?.skills ?? []), ...offeredSkills(prompt)])];
  const made = arranged(pattern, { request, size, prompt, personas, skills, chosen: { personas: plan?.personas ?? [], skills: plan?.skills ?? [] } });
  return made ?? { pattern: 'mixed', reason: REASONS.mixed, workstreams: piecesOf(request, mixed, prompt) };
}

const ANY_SIZE: PlanSize = { least: 2, most: MAX_WORKSTREAMS, phased: false };

interface Given {
  readonly request: string;
  readonly size: PlanSize;
  readonly prompt: string;
  readonly personas: readonly string[];
  readonly skills: readonly string[];
  /** Those of them that the request names: they come first, and all of them. */
  readonly chosen: { readonly personas: readonly string[]; readonly skills: readonly string[] };
}

/** Null where the pattern needs what is not there. */
function arranged(pattern: PatternName, given: Given): PlanDraft | null {
  const { request, size, prompt } = given;
  const work = workFor(pattern, given, piecesOf(request, size, prompt));
  return work.length === 0 ? null : { pattern, reason: REASONS[pattern] ?? REASONS.mixed, workstreams: work };
}

function workFor(pattern: PatternName, given: Given, pieces: DraftWorkstream[]): DraftWorkstream[] {
  const { personas, skills } = given;
  const [persona = null] = personas;
  switch (pattern) {
    case 'expert-panel':
      return panel(given);
    case 'fan-out':
      return pieces.map((piece) => ({ ...piece, dependsOn: [] }));
    case 'supervisor':
      return pieces.slice(0, 1);
    case 'pipeline':
      return chained(pieces);
    case 'map-reduce':
      return [workstream('Read the share', stripMarks(given.request).trim(), 'explore', [], '')];
    case 'solo-sprint':
      return personas.length < 2 ? [] : chained(pieces).map((piece, index) => ({ ...piece, persona: turn(personas, index) }));
    case 'handoff':
      return handedOn(given);
    case 'deep-dive':
      return persona === null || skills.length < 2 ? [] : inPhases(pieces).map((piece) => ({ ...piece, persona, skills: skills.slice(0, 3) }));
    case 'skill-chain':
      return skillChain(given, pieces);
    default:
      return pieces;
  }
}

const REASONS: Readonly<Record<string, string>> & { readonly mixed: string } = {
  'fan-out': `${REHEARSAL}: the parts do not need each other.`,
  pipeline: `${REHEARSAL}: each step needs the one before it.`,
  'expert-panel': `${REHEARSAL}: a judgement is asked for, and several views make it better.`,
  'map-reduce': `${REHEARSAL}: the same is done with everything that was given.`,
  supervisor: `${REHEARSAL}: what comes next depends on what the first results say.`,
  'solo-sprint': `${REHEARSAL}: one persona after the other takes its phase.`,
  'deep-dive': `${REHEARSAL}: one subject, looked at with several skills.`,
  handoff: `${REHEARSAL}: one designs, another reviews, a third decides.`,
  'skill-chain': `${REHEARSAL}: one skill after the other.`,
  mixed: `${REHEARSAL}: some parts wait for others.`,
};

function chained(pieces: readonly DraftWorkstream[]): DraftWorkstream[] {
  return pieces.map((piece, index) => ({ ...piece, dependsOn: index === 0 ? [] : [index] }));
}

/** What would take more phases than a deep dive has is done by three workers in turn. */
function inPhases(pieces: readonly DraftWorkstream[]): DraftWorkstream[] {
  const depths: number[] = [];
  for (const { dependsOn } of pieces) depths.push(1 + Math.max(0, ...dependsOn.map((position) => depths[position - 1] ?? 0)));
  if (Math.max(...depths) <= 3) return [...pieces];
  const size = Math.ceil(pieces.length / 3);
  return [0, size, 2 * size].flatMap((from, index) => {
    const group = pieces.slice(from, from + size);
    const [first] = group;
    if (!first) return [];
    return [
      {
        ...first,
        task: group.map(({ task }) => task).join('\n\n'),
        parts: group.flatMap(({ parts }) => parts),
        dependsOn: index === 0 ? [] : [index],
      },
    ];
  });
}

function turn(names: readonly string[], index: number): string | null {
  return names[index % names.length] ?? null;
}

const SEATS: readonly (readonly [string, string, string])[] = [
  ['security-expert', 'Security view', 'what could be abused, leaked or lost'],
  ['performance-expert', 'Performance view', 'what it does under load, and what it costs'],
  ['architecture-expert', 'Architecture view', 'how its parts fit, change and fail'],
];

function panel({ request, personas, size, chosen }: Given): DraftWorkstream[] {
  const marks = markTexts(request).join(' ');
  const order = [...new Set([...chosen.personas, ...SEATS.map(([persona]) => persona), ...personas])].filter((name) => personas.includes(name));
  const views = order.map((name) => SEATS.find(([persona]) => persona === name) ?? ([name, `View of ${name}`, 'what matters from there'] as const));
  const seats = views.slice(0, Math.min(size.most, SEATS.length));
  if (seats.length < 2) return [];
  return seats.map(([persona, title, question], index) => ({
    ...workstream(title, `Judge this: ${stripMarks(request)}. Look at ${question}. ${index === 0 ? marks : ''}`.trim(), 'plan', [], ''),
    persona,
  }));
}

/** As many steps as skills were chosen, at least. */
function skillChain({ request, skills, chosen }: Given, pieces: readonly DraftWorkstream[]): DraftWorkstream[] {
  if (skills.length === 0) return [];
  const plain = stripMarks(request).trim();
  const more = chosen.skills
    .slice(pieces.length)
    .map((skill) => workstream(`Apply ${skill}: ${titleFrom(request, 50)}`, `Apply ${skill} to this: ${plain}`, 'general', [], ''));
  return chained([...pieces, ...more]).map((piece, index) => ({ ...piece, persona: null, skills: [turn(skills, index) ?? ''] }));
}

function handedOn({ request, personas, size }: Given): DraftWorkstream[] {
  const cast = personas.slice(0, Math.max(3, Math.min(size.most, personas.length, 4)));
  if (cast.length < 3) return [];
  const topic = titleFrom(request, 50);
  const plain = stripMarks(request).trim();
  const { count } = explicitParts(plain);
  return cast.map((persona, index) => {
    const role = index === 0 ? 'Design it' : index === cast.length - 1 ? 'Take the final decision' : 'Review the design';
    return {
      ...workstream(`${role}: ${topic}`, `${role}. It is about this: ${plain} ${index === 0 ? markTexts(request).join(' ') : ''}`.trim(), 'plan', [], ''),
      persona,
      // The design is of the whole request.
      parts: index === 0 && count > 1 ? Array.from({ length: count }, (_, part) => part + 1) : [],
    };
  });
}
