/** A supervisor's decisions in words: one short line each, and the question where it wants what was not approved. */
import type { Question } from '../engine/decision.ts';
import type { WorkstreamId } from '../engine/ids.ts';
import { type Growth, MAX_TASK_WORDS } from '../engine/plan.ts';
import type { Proposal, Workflow } from '../engine/state.ts';
import { isCarriedOut, type Review, type Supervised } from '../engine/supervision.ts';
import type { Block, Card, Line } from './card.ts';
import { opening } from './excerpt.ts';
import { count, sentenceList } from './figures.ts';
import { named, ref, refs } from './naming.ts';
import { alert, blocks, card, context, dotted, heading, line, person, says, strong } from './spans.ts';

type GrowthApproval = Extract<Question, { kind: 'growth-approval' }>;

/** A reply in the thread. */
export function supervisedCard(workflow: Workflow, decided: Supervised): Card {
  const rounds = workflow.proposal?.plan.growth?.maxRounds ?? decided.round;
  return card(
    'supervised',
    blocks(
      { kind: 'line', line: line(strong('Supervisor: '), ...choice(workflow, decided), ' ', reasonOf(decided.review)) },
      refusal(decided),
      notes(decided.review),
      {
        kind: 'context',
        line: dotted(`Decision ${decided.round} of at most ${rounds}`, asked(decided)),
      },
    ),
  );
}

/** The same in the ledger. */
export function supervisedLine(workflow: Workflow, decided: Supervised): Line {
  const what = decided.refused === undefined ? 'The supervisor decided: ' : 'Too long a piece of the supervisor was refused: ';
  return line(what, ...choice(workflow, decided));
}

export function growthQuestion(workflow: Workflow, question: GrowthApproval): readonly Block[] {
  const { review, workstream, agent, approved } = question;
  return blocks(
    heading(strong(`The supervisor wants a ${agent} agent, which was not approved for this plan`)),
    says(...wish(workflow, workstream, review), ' ', reasonOf(review)),
    review.choice === 'spawn' ? says(strong('It would do: '), opening(review.added.task, 400).text) : null,
    says(`The approval covers ${sentenceList(approved)} agents. A yes covers ${agent} agents too, for the rest of this run; a no is told to the supervisor.`),
  );
}

/** On the plan card, before the start: that the plan will grow, and how far. */
export function growthFact(proposal: Proposal, growth: Growth): string {
  const { agents, maxWorkstreams } = proposal.envelope;
  return `It grows: after each result a supervisor accepts it, sends it back, gives it to another agent, adds a piece, or ends it. At most ${maxWorkstreams} workstreams and ${count(growth.maxRounds, 'decision')} in all, with ${sentenceList(agents)} agents; any other agent asks first. The estimate is for the pieces shown.`;
}

/** Under the live card: what the supervisor is doing. */
export function supervising(workflow: Workflow): string | null {
  const review = [...workflow.running.values()].flatMap(({ subject }) => (subject.kind === 'review' ? [subject] : []))[0];
  return review ? `The supervisor looks at ${ref(review.workstream)}; nothing new starts until it has decided.` : null;
}

function choice(workflow: Workflow, decided: Supervised): Line {
  const { review, workstream } = decided;
  const what = isCarriedOut(decided) ? done(workflow, workstream, review) : wish(workflow, workstream, review);
  return line(...what);
}

/** It was told once before, and looks again. */
function refusal({ review, refused }: Supervised): Block | null {
  if (refused === undefined) return null;
  const which = review.choice === 'spawn' ? 'The prompt of this piece' : 'With these notes, its prompt';
  return alert(
    'warning',
    strong('Not carried out: '),
    `${which} would have ${refused.words} words, and at most ${MAX_TASK_WORDS} are allowed. The supervisor knew, and looks again.`,
  );
}

function done(workflow: Workflow, id: WorkstreamId, review: Review): Line {
  switch (review.choice) {
    case 'accept':
      return line(`${named(workflow, id)} stands as it is.`);
    case 'redo':
      return line(`${named(workflow, id)} is done again, with notes.`);
    case 'reassign':
      return line(`${named(workflow, id)} goes to ${whom(review)}.`);
    case 'spawn':
      return line(`${ref(id)} is taken; ${ref(review.added.id)} ${review.added.title} is added${needs(review)} (${review.added.agent}).`);
    case 'finish':
      return line(`${ref(id)} is taken, and nothing more is needed.`);
    default: {
      const missed: never = review;
      return missed;
    }
  }
}

function wish(workflow: Workflow, id: WorkstreamId, review: Review): Line {
  switch (review.choice) {
    case 'reassign':
      return line(`It wants to give ${named(workflow, id)} to ${whom(review)}.`);
    case 'spawn':
      return line(`It wants to add “${review.added.title}”${needs(review)} (${review.added.agent}).`);
    case 'redo':
      return line(`It wants ${named(workflow, id)} done again, with notes.`);
    case 'accept':
    case 'finish':
      return done(workflow, id, review);
    default: {
      const missed: never = review;
      return missed;
    }
  }
}

function whom({ agent, persona }: Extract<Review, { choice: 'reassign' }>): string {
  return [persona, agent === null ? null : `a ${agent} agent`].filter((part) => part !== null).join(' as ');
}

function needs({ added }: Extract<Review, { choice: 'spawn' }>): string {
  return added.dependsOn.length === 0 ? '' : `, building on ${refs(added.dependsOn)}`;
}

function reasonOf({ reason }: Review): string {
  return opening(reason, 300).text;
}

function notes(review: Review): Block | null {
  const text = review.choice === 'redo' || review.choice === 'reassign' ? review.notes : null;
  return text === null || text.trim() === '' ? null : context('Notes: ', opening(text, 500).text);
}

function asked({ approval }: Supervised): Line | null {
  if (approval === null) return null;
  const words = approval.text === null || approval.text.trim() === '' ? null : `: “${opening(approval.text, 300).text}”`;
  return line(approval.granted ? 'approved by ' : 'refused by ', person(approval.by), words);
}
