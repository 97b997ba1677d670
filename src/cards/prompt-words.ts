/** What was found in the prompts of a plan before anyone approves it, and what sending them costs. */
import { MAX_TASK_WORDS } from '../engine/plan.ts';
import { type PromptFinding, promptCheck } from '../engine/prompt-check.ts';
import { chosenModel } from '../engine/roles.ts';
import type { Proposal, Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { count, money } from './figures.ts';
import { ref, refs } from './naming.ts';
import { alert, context } from './spans.ts';

export function promptsLine(workflow: Workflow, proposal: Proposal): Block {
  const check = promptCheck(proposal.plan, workflow.sizes, (id) => chosenModel(workflow, id));
  const skills = check.libraryWords > 0 ? `, ${check.libraryWords} of them personas and skills` : '';
  const sum = `${check.words} words to ${count(check.workers, 'agent')}${skills}, about ${money(check.usd)} to send once`;
  if (check.findings.length === 0) return context(`Context check: all prompts under ${MAX_TASK_WORDS} words; nothing repeated. ${sum}.`);
  return alert('warning', `Context check: ${check.findings.map(inWords).join(' ')} ${sum}.`);
}

function inWords(finding: PromptFinding): string {
  switch (finding.kind) {
    case 'too-long':
      return `The prompt of ${ref(finding.workstream)} has ${finding.words} words, and ${MAX_TASK_WORDS} are meant: split it, or say it in fewer.`;
    case 'repeated':
      return `${refs(finding.workstreams)} are sent the same ${finding.words} words (“${finding.opening} …”): keep them where they are needed.`;
    default: {
      const missed: never = finding;
      return missed;
    }
  }
}
