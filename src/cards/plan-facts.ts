/** Under the map: why this arrangement, what it should cost and take, and what the agents can and cannot do. */
import { needsConsent } from '../engine/plan-consent.ts';
import type { Proposal, Workflow } from '../engine/state.ts';
import type { Block } from './card.ts';
import { correctionLines } from './correction-words.ts';
import { count, money } from './figures.ts';
import { graphInWords } from './graph-words.ts';
import { promptsLine } from './prompt-words.ts';
import { context, dotted, says, strong } from './spans.ts';
import { growthFact } from './supervised-words.ts';

export function planFacts(workflow: Workflow, proposal: Proposal): readonly Block[] {
  const picture: readonly Block[] = showsPicture(workflow, proposal) ? [{ kind: 'picture', workflow: workflow.id, alt: graphInWords(proposal.plan) }] : [];
  return [
    ...picture,
    ...(workflow.start === null && workflow.stage.kind !== 'ended' ? correctionLines(proposal.plan) : []),
    says('Pattern: ', strong(proposal.plan.pattern), `. ${proposal.plan.reason.trim()}`),
    {
      kind: 'line',
      line: dotted(
        cost(workflow, proposal),
        proposal.plan.tracked ? 'for integrating the results' : `about ${proposal.estimate.minutes} min`,
        `cap ${money(workflow.capUsd)}`,
      ),
    },
    // They matter while people decide; afterwards they are in the way.
    ...(workflow.start === null && workflow.stage.kind !== 'ended' && !proposal.plan.tracked
      ? [...growing(proposal), promptsLine(workflow, proposal), context(abilities(proposal)), context(limits(workflow, proposal))]
      : []),
  ];
}

/** Once the live card shows the graph, the plan card leaves it out; one workstream needs no picture. */
function showsPicture(workflow: Workflow, proposal: Proposal): boolean {
  return proposal.plan.workstreams.length > 1 && (workflow.start === null || !workflow.settings.verbose_progress);
}

function cost(workflow: Workflow, proposal: Proposal): string {
  const { p50Usd, p90Usd, fromRuns } = proposal.estimate;
  const source = fromRuns > 0 ? `from ${count(fromRuns, 'like run')}` : 'from the price table: no like runs yet';
  return `Estimate ${money(p50Usd)} (p90 ${money(p90Usd)}, ${source})${workflow.spent.rehearsal ? ', $0 charged in rehearsal' : ''}`;
}

/** What a yes covers beyond the pieces that are shown. */
function growing(proposal: Proposal): readonly Block[] {
  const { growth } = proposal.plan;
  return growth ? [says(growthFact(proposal, growth))] : [];
}

function abilities(proposal: Proposal): string {
  const reads = proposal.envelope.tools.map((tool) => TOOL_WORDS[tool] ?? tool);
  const tools = reads.length > 0 ? ` Tools they could use: ${reads.join(', ')}.` : ' They have no tools.';
  return `Agents produce text only: they change no files and reach nothing outside this run.${tools}`;
}

const TOOL_WORDS: Readonly<Record<string, string>> = {
  read_input: 'read_input (the files given with the request)',
  read_artifact: 'read_artifact (results they depend on)',
};

function limits(workflow: Workflow, proposal: Proposal): string {
  const { max_parallel_agents: parallel, default_timeout_minutes: minutes } = workflow.settings;
  const covers =
    needsConsent(workflow) || workflow.mode === 'plan-only'
      ? ` A yes covers ${proposal.plan.growth ? 'this plan, what the supervisor makes of it inside these bounds' : 'exactly this plan'}, and retries inside its cap.`
      : '';
  return `At most ${parallel} at once, ${minutes} min each, ${count(proposal.envelope.maxRounds, 'round')} if one is run as a loop.${covers}`;
}
