/**
 * What a rehearsed plan consists of: the request's own parts, the things that it lists, or readings, a main piece and a
 * review. Its fault marks stay with the part that has them, and go to the first piece otherwise.
 */
import { MAX_WORKSTREAMS } from '../../engine/plan.ts';
import { markTexts, stripMarks } from '../../engine/rehearsal-marks.ts';
import type { PlanSize } from '../../ports/model.ts';
import { type DraftWorkstream, partWorkstream, workstream } from './draft-workstream.ts';
import { shapeOf } from './shape.ts';
import { keywordsOf, titleFrom } from './words.ts';

/** In an order in which each waits for earlier ones only, and as many as the plan may have. */
export function piecesOf(request: string, size: PlanSize, prompt: string): DraftWorkstream[] {
  const shape = shapeOf(request);
  switch (shape.kind) {
    case 'stages':
      return padded(fromStages(numbered(shape.stages), prompt), request, size);
    case 'list':
      return padded(fromStages([merged(shape.items.map(unnumbered), size.most)], prompt), request, size);
    case 'panel':
    case 'plain':
      return derived(request, size, prompt);
    default: {
      const missed: never = shape;
      return missed;
    }
  }
}

interface Part {
  readonly text: string;
  /** Of the request's own parts, counted from 1. */
  readonly numbers: readonly number[];
}

function unnumbered(text: string): Part {
  return { text, numbers: [] };
}

/** At most seven: what is too much is done by the last workstreams of the longest stage, or by the last stage. */
function numbered(stages: readonly (readonly string[])[]): readonly (readonly Part[])[] {
  let number = 0;
  let kept = stages.map((stage) =>
    stage.map((text): Part => {
      number += 1;
      return { text, numbers: [number] };
    }),
  );
  while (kept.length > MAX_WORKSTREAMS) kept = [...kept.slice(0, -2), [joined(kept.slice(-2).flat(), '; then ')]];
  for (let total = kept.flat().length; total > MAX_WORKSTREAMS; total -= 1) {
    const longest = kept.reduce((one, other) => (other.length > one.length ? other : one));
    longest.splice(-2, 2, joined(longest.slice(-2), '; and '));
  }
  return kept;
}

function merged(parts: readonly Part[], most: number): readonly Part[] {
  const kept = [...parts];
  while (kept.length > most) kept.splice(-2, 2, joined(kept.slice(-2), '; and '));
  return kept;
}

function joined(parts: readonly Part[], by: string): Part {
  return { text: parts.map(({ text }) => text).join(by), numbers: parts.flatMap(({ numbers }) => numbers) };
}

function fromStages(stages: readonly (readonly Part[])[], prompt: string): DraftWorkstream[] {
  let before: number[] = [];
  const workstreams: DraftWorkstream[] = [];
  for (const stage of stages) {
    const here: number[] = [];
    for (const { text, numbers } of stage) {
      workstreams.push(partWorkstream(text, numbers, before, prompt));
      here.push(workstreams.length);
    }
    before = here;
  }
  return workstreams;
}

/** Work of several phases has its parts checked against each other. */
function padded(work: readonly DraftWorkstream[], request: string, { least, most, phased }: PlanSize): DraftWorkstream[] {
  const isFlat = work.every(({ dependsOn }) => dependsOn.length === 0);
  const missing = Math.max(least - work.length, phased && isFlat && work.length < most ? 1 : 0);
  const all = work.map((_, index) => index + 1);
  const checks = CHECKS.slice(0, missing).map((question) =>
    workstream(`${question}: ${titleFrom(request, 50)}`, `${question}. It was asked for with: ${stripMarks(request).trim()}`, 'plan', all, ''),
  );
  const padded = [...work, ...checks];
  // Seven parts leave no room for a check: the last of them looks at the others.
  return phased && isFlat && checks.length === 0
    ? padded.map((one, index) => (index === padded.length - 1 ? { ...one, dependsOn: all.slice(0, -1) } : one))
    : padded;
}

const CHECKS = [
  'Check that the parts fit together',
  'Look for what is missing',
  'Weigh what could go wrong',
  'List what is still open',
  'Say what to do first',
];

function derived(request: string, { least, most }: PlanSize, prompt: string): DraftWorkstream[] {
  const topic = titleFrom(request, 50);
  const plain = stripMarks(request).trim();
  const focus = keywordsOf(request, 4).join(', ') || topic;
  const marks = markTexts(request).join(' ');
  const facts = workstream(`Collect the facts: ${topic}`, `Collect the facts that this needs: ${plain}. Look at ${focus}. ${marks}`.trim(), 'explore', [], '');
  const risks = workstream(`Find constraints and risks: ${topic}`, `List the constraints, assumptions and risks of this: ${plain}`, 'explore', [], '');
  const outline = workstream(`Outline the result: ${topic}`, `Say what the result must hold, and in which order, for this: ${plain}`, 'plan', [1, 2], '');
  const main = workstream(titleFrom(request, 80), plain, 'general', [], prompt);
  const review = workstream(`Review the result: ${topic}`, `Review the result for gaps and errors. It was asked for with: ${plain}`, 'plan', [], '');
  if (most < 4) return [facts, { ...main, dependsOn: [1] }, { ...review, dependsOn: [2] }];
  if (least < 5) return [facts, risks, { ...main, dependsOn: [1, 2] }, { ...review, dependsOn: [3] }];
  return [facts, risks, outline, { ...main, dependsOn: [3] }, { ...review, dependsOn: [4] }];
}
