/** Structured answers of the rehearsal model, by what the call is for. */
import type { Ballot, CheckVerdict, DeepAnswer, HandoffAnswer, Synthesis } from '../../engine/answers.ts';
import { marksIn } from '../../engine/rehearsal-marks.ts';
import type { Brief, ModelCall } from '../../ports/model.ts';
import { rehearsedAssessment } from './assessment.ts';
import { rehearsedPlan } from './plan.ts';
import { rehearsedReview } from './review.ts';
import { keywordsOf, pick, REHEARSAL, titleFrom } from './words.ts';
import { writtenFor } from './written.ts';

/** The caller checks it against its schema, as with any model. */
export function filledFor(call: ModelCall & { readonly schemaName: string }): unknown {
  const { brief } = call;
  switch (brief.subject.kind) {
    case 'assessment':
      return rehearsedAssessment(brief.request);
    case 'plan':
      return rehearsedPlan(brief, call.prompt);
    case 'workstream':
      return call.schemaName === 'perspectives' ? deep(brief) : ballot(brief);
    case 'check':
      return check(brief.subject.round);
    case 'review':
      return rehearsedReview(brief, call.prompt);
    case 'handoff':
      return handoff(brief);
    case 'synthesis':
      return synthesis(brief);
    case 'inline':
      return { answer: `${REHEARSAL}: ${titleFrom(brief.request)}` };
    default: {
      const missed: never = brief.subject;
      return missed;
    }
  }
}

/** Two sides, always: the one that wants it and the one that pays for it. */
function deep(brief: Brief): DeepAnswer {
  const focus = keywordsOf(brief.task, 2);
  return {
    perspectives: [
      { name: 'Who builds it', view: `${REHEARSAL}: what ${focus[0] ?? 'this'} takes to make would stand here.` },
      { name: 'Who runs it', view: `${REHEARSAL}: what ${focus[1] ?? 'this'} costs to keep would stand here, and where the two disagree.` },
    ],
    result: writtenFor(brief),
  };
}

type Leaning = Pick<Ballot, 'position' | 'confidence' | 'risk'>;

/** They lean the same way, so that a panel agrees unless it is told not to. */
const LEANINGS: readonly [Leaning, ...Leaning[]] = [
  { position: 'ready-with-conditions', confidence: 0.7, risk: 'yellow' },
  { position: 'ready-with-conditions', confidence: 0.8, risk: 'yellow' },
  { position: 'ready-with-conditions', confidence: 0.6, risk: 'green' },
];
const RED: Leaning = { position: 'not-ready', confidence: 0.8, risk: 'red' };

function ballot(brief: Brief): Ballot {
  const who = brief.persona ?? brief.title;
  const leaning = marksIn(brief.task).red ? RED : pick(LEANINGS, `${who}\n${brief.request}`);
  const focus = keywordsOf(brief.request, 3);
  return {
    ...leaning,
    domains: [
      { domain: who.replace(/-expert$/u, ''), risk: leaning.risk },
      { domain: 'effort', risk: 'green' },
    ],
    summary: `${REHEARSAL}: ${who} finds this ${leaning.position.replaceAll('-', ' ')}. A real expert would say why here.`,
    conditions: [`${REHEARSAL}: settle what is open about ${focus[0] ?? 'the request'}.`],
    evidence: focus.map((word) => `${REHEARSAL}: the request speaks of "${word}".`),
  };
}

/** So that a rehearsed loop shows one round that fails and one that passes. */
function check(round: number): CheckVerdict {
  return round < 2
    ? { passed: false, reason: `${REHEARSAL}: the first round always falls short.`, advice: `${REHEARSAL}: name the open points one by one, and close each.` }
    : { passed: true, reason: `${REHEARSAL}: the advice of the round before was followed.`, advice: '' };
}

function handoff(brief: Brief): HandoffAnswer {
  return {
    decisions: brief.buildsOn.slice(0, 12).map((title) => `${REHEARSAL}: "${title}" stands as delivered.`),
    openItems: [`${REHEARSAL}: does this still fit what was asked (${titleFrom(brief.request, 80)})?`],
  };
}

function synthesis(brief: Brief): Synthesis {
  const pieces =
    brief.buildsOn.length > 0 ? brief.buildsOn.map((title) => `- **${title}**: would be worked into one argument here.`) : ['- No result reached this point.'];
  return {
    title: `${REHEARSAL}: ${titleFrom(brief.request, 120)}`,
    answer: [
      `*${REHEARSAL}: no language model was asked. This shows the shape of the answer, not its content.*`,
      `The request was: ${titleFrom(brief.request, 300)}`,
      '## What the results come to',
      pieces.join('\n'),
      '## What to do next',
      'Set an API key to have the same plan done by a language model.',
    ].join('\n\n'),
    notes: [`${REHEARSAL}: costs are what the text lengths would cost at table prices; nothing was charged.`],
  };
}
