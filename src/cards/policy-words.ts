/** Who may answer, how many must agree, who has agreed so far, and what happens when nobody answers. */
import { type AnswerPolicy, type Decision, goesAhead, isOwn, type OptionId, type Vote } from '../engine/decision.ts';
import { type GroupId, type PersonId, personId } from '../engine/ids.ts';
import type { Workflow } from '../engine/state.ts';
import type { Line } from './card.ts';
import { period } from './figures.ts';
import { optionName } from './option-words.ts';
import { dotted, group, line, listed, type Piece, people, person } from './spans.ts';

/** `@ana or @leads can approve · 2 of them must agree · 1 of 2 so far: @ana · parks after 24 h`. */
export function whoMayAnswer(workflow: Workflow, decision: Decision, what: string): Line {
  const { policy, escalatedTo } = decision;
  return dotted(
    line(...mayDo(policy, what)),
    agreement(decision),
    votesSoFar(decision),
    escalatedTo && escalatedTo.length > 0 ? line('passed on to ', ...people(escalatedTo, 'and'), ', who can too') : null,
    deadline(workflow, decision),
  );
}

/** `@ana or @leads can approve`, with those who may not. */
function mayDo(policy: AnswerPolicy, what: string): readonly Piece[] {
  const own = ownWords(policy);
  if (isAnyone(policy)) return own.length === 0 ? [`Anyone here can ${what}`] : ['Anyone here can ', `${what} but `, ...own, ', who asked for it'];
  const voters = votersOf(policy);
  if (voters.length === 0)
    return [`Nobody here can ${what}`, ...(own.length === 0 ? [] : [': ', ...own, ' asked for it, and their own word does not count here'])];
  return [...voters, ` can ${what}`, ...(own.length === 0 ? [] : ['; ', ...own, ', who asked for it, cannot'])];
}

/** Those whose own word does not count; empty when everybody's does. */
export function ownWords({ except, author }: AnswerPolicy): Line {
  return people(
    [except, author].flatMap((id) => id ?? []),
    'and',
  );
}

/** Everyone who may answer, as `@ana, @ben or @leads`; empty when it is anyone, or nobody. */
export function votersOf(policy: AnswerPolicy): Line {
  const named = policy.who.flatMap((voter): Line[] => {
    if (voter.kind === 'person') return isOwn(policy, voter.person) ? [] : [line(person(voter.person))];
    return voter.kind === 'group' ? [line(group(voter.group))] : [];
  });
  return listed(named, 'or');
}

export function isAnyone({ who }: AnswerPolicy): boolean {
  return who.some(({ kind }) => kind === 'anyone');
}

function agreement({ policy, options }: Decision): string | null {
  const { who, needed } = policy;
  if (needed === 1 || !options.some(({ id }) => goesAhead(id))) return null;
  const isOpen = who.some(({ kind }) => kind !== 'person');
  const people = who.filter((voter) => voter.kind === 'person' && !isOwn(policy, voter.person)).length;
  if (!isOpen && people < needed) return `${needed} must agree, and only ${people} may: others have to be asked`;
  // A menu has ways that spend nothing, and those take one.
  return options.some(({ id }) => DOES_AGAIN.has(id)) ? `${needed} of them must agree on doing it again` : `${needed} of them must agree`;
}

const DOES_AGAIN: ReadonlySet<OptionId> = new Set(['retry', 'rerun']);

/** Votes for going ahead; any other answer needs one and ends the question. */
function votesSoFar({ question, policy, votes, state, options }: Decision): Line | null {
  const agreed = votes.filter(({ option }) => goesAhead(option));
  if (agreed.length === 0 || state.kind !== 'open') return null;
  const ways = [...new Set(agreed.map(({ option }) => option))];
  if (ways.length === 1 && options.filter(({ id }) => goesAhead(id)).length === 1)
    return line(`${agreed.length} of ${policy.needed} so far: `, ...voted(agreed));
  // Several ways go ahead, and each is counted by itself.
  const counted = ways.map((way) => agreed.filter(({ option }) => option === way)).flatMap((same) => countedFor(question, policy.needed, same));
  return listed(counted, 'and');
}

function countedFor(question: Decision['question'], needed: number, votes: readonly Vote[]): readonly Line[] {
  const [first] = votes;
  return first ? [line(`${optionName(question, first.option)} ${votes.length} of ${needed}: `, ...voted(votes))] : [];
}

/** After the answer: those who had agreed before the last one did. */
export function otherVotes({ votes, state }: Decision): Line | null {
  if (state.kind !== 'answered') return null;
  const agreed = votes.filter(({ option, by }) => option === state.option && by !== state.by);
  return agreed.length === 0 ? null : line(...voted(agreed));
}

function voted(votes: readonly Vote[]): Line {
  return people(
    votes.map(({ by }) => by),
    'and',
  );
}

function deadline({ settings, parked }: Workflow, decision: Decision): Line | null {
  if (parked !== null) return line('parked: nobody answered in time');
  const escalates = decision.deadline.escalateAt !== null && decision.escalatedTo === null && settings.escalate_after_hours < settings.park_after_hours;
  return line(
    ...(escalates ? [`goes to `, ...people(settings.escalate_to.map(personId), 'and'), ` after ${hours(settings.escalate_after_hours)}, `] : []),
    `parks after ${hours(settings.park_after_hours)}`,
  );
}

/** People and groups who are to be told: those who may answer, and the requester where that is anyone. */
export function whoIsAsked(workflow: Workflow, decision: Decision): { readonly people: readonly PersonId[]; readonly groups: readonly GroupId[] } {
  const { policy, escalatedTo } = decision;
  const named = policy.who.flatMap((voter) => (voter.kind === 'person' ? [voter.person] : []));
  const asked = isAnyone(policy) ? [workflow.requester, ...named] : named;
  return {
    people: [...new Set([...asked, ...(escalatedTo ?? [])])].filter((id) => !isOwn(policy, id)),
    groups: policy.who.flatMap((voter) => (voter.kind === 'group' ? [voter.group] : [])),
  };
}

function hours(amount: number): string {
  return period(amount * 3_600_000);
}
