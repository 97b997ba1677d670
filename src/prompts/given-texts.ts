/** What people gave for the inputs that a task or its template names: material, each with what it was given for. */

import type { GivenText, Workstream } from '../engine/plan.ts';
import { stripMarks } from '../engine/rehearsal-marks.ts';
import { fenced } from './fence.ts';
import { section } from './prompt-parts.ts';

export function givenTexts({ given = [] }: Pick<Workstream, 'given'>): string {
  return section('What people gave', given.map(block).join('\n\n'));
}

function block({ name, text }: GivenText): string {
  return fenced(`a person, as the ${name}`, stripMarks(text));
}
