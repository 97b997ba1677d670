/** The plan of `/parallel`: the tasks as typed, side by side, with no model in between. */
import type { AgentType, Plan } from '../../engine/plan.ts';
import { assemble, type Step } from './assemble.ts';

/** The source gives parallel workers 5 to 15 minutes, reading ones less. */
const USUAL_MINUTES: Readonly<Record<AgentType, number>> = { explore: 4, plan: 8, general: 10 };

const MAX_TITLE = 80;

export function givenFanOut(parts: readonly { readonly agent: AgentType; readonly text: string }[]): Plan {
  const steps = parts.map(({ agent, text }, index): Step => {
    const title = titleOf(text);
    const draft = {
      title,
      task: text,
      agent,
      persona: null,
      skills: [],
      template: null,
      parts: [],
      estimateMinutes: USUAL_MINUTES[agent],
      deliverable: title,
      successCheck: null,
    };
    return { position: index + 1, draft, dependsOn: [], output: 'text' };
  });
  return assemble('fan-out', 'Given with the command: the tasks run side by side.', [{ title: 'Parallel work', steps }]);
}

/** The first line, without fault marks of the rehearsal, at a word's end; people read the whole task when they open it. */
function titleOf(text: string): string {
  const line =
    text
      .replace(/\[\[[^[\]]*\]\]/gu, ' ')
      .trim()
      .split('\n')[0]
      ?.replace(/\s+/gu, ' ')
      .trim() ?? '';
  const characters = [...(line === '' ? 'Task' : line)];
  if (characters.length <= MAX_TITLE) return characters.join('');
  const cut = characters.slice(0, MAX_TITLE - 1).join('');
  const wordEnd = cut.lastIndexOf(' ');
  return `${wordEnd > MAX_TITLE / 2 ? cut.slice(0, wordEnd) : cut}…`;
}
