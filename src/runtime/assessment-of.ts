/** A model's assessment, weighed and judged: the level, the branch of the decision tree, the pattern. */
import type { Assessment } from '../engine/answers.ts';
import { weigh } from '../engine/complexity.ts';
import type { CallResult } from '../engine/input.ts';
import { judge } from '../engine/judgement.ts';
import { countNamed, namedIn } from '../engine/named.ts';
import { explicitParts } from '../engine/parts.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import type { Workflow } from '../engine/state.ts';
import { PATTERNS } from '../patterns/index.ts';
import type { Library } from '../ports/library.ts';

export function assessmentOf(
  { options }: Workflow,
  request: string,
  { indicators, tree }: Assessment,
  library: Library,
): Extract<CallResult, { kind: 'assessment' }> {
  const task = stripMarks(request);
  const parts = explicitParts(task);
  const known = { personas: library.personas().map(({ name }) => name), skills: library.skills().map(({ name }) => name) };
  const named = namedIn(task, options, known);
  const complexity = weigh(indicators, parts.count, countNamed(named));
  const judgement = judge({ complexity, answers: tree, parts, named, options, patterns: PATTERNS.map(({ name }) => name) });
  return { kind: 'assessment', complexity, suggestedPattern: judgement.pattern, judgement };
}
