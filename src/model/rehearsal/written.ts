/** Free text of the rehearsal model: a worker's result or an inline answer, in the shape that a real one has. */
import { stripMarks } from '../../engine/rehearsal-marks.ts';
import type { Brief } from '../../ports/model.ts';
import { keywordsOf, REHEARSAL, titleFrom } from './words.ts';

export function writtenFor(brief: Brief): string {
  return brief.subject.kind === 'workstream' ? result(brief) : inlineAnswer(brief);
}

function result(brief: Brief): string {
  const basis = brief.buildsOn.length > 0 ? ['## Built on', brief.buildsOn.map((title) => `- ${title}`).join('\n')] : [];
  const focus = keywordsOf(brief.task, 4);
  const points =
    focus.length > 0 ? focus.map((word) => `- **${word}**: a finding on this would stand here, with its source.`) : ['- A finding would stand here.'];
  return [
    `# ${stripMarks(brief.title).trim() || 'Result'}`,
    `*${REHEARSAL}: no language model was asked. This shows the shape of the result, not its content.*`,
    ...(brief.persona === null ? [] : [`Written as ${brief.persona}.`]),
    '## Task',
    stripMarks(brief.task).trim(),
    ...basis,
    '## Findings',
    points.join('\n'),
    '## Open points',
    '- Which of these matters most to the people who asked?',
  ].join('\n\n');
}

function inlineAnswer(brief: Brief): string {
  return [
    `*${REHEARSAL}: no language model was asked.*`,
    `You asked: ${titleFrom(brief.request, 300)}`,
    ...(brief.persona === null ? [] : [`Written as ${brief.persona}.`]),
    'This is small enough to be answered at once, without a plan. With an API key, the answer would stand here.',
  ].join('\n\n');
}
