/** Structured answers of the rehearsal model, by what the call is for. */
import type { Ballot, CheckVerdict, HandoffAnswer, Synthesis } from '../../engine/answers.ts';
import type { Brief, ModelCall } from '../../ports/model.ts';
import { rehearsedAssessment } from './assessment.ts';
import { rehearsedPlan } from './plan.ts';
import { keywordsOf, pick, REHEARSAL, titleFrom } from './words.ts';

/** The caller checks it against its schema, as with any model. */
export function filledFor(call: ModelCall): unknown {
  const { brief } = call;
  switch (brief.subject.kind) {
    case 'assessment':
      return rehearsedAssessment(brief.request);
    case 'plan':
      return rehearsedPlan(brief.request, call.prompt);
    case 'workstream':
      return ballot(brief);
    case 'check':
      return check(brief.subject.round);
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

type Leaning = Pick<Ballot, 'position' | 'confidence' | 'risk'>;

/** Most lean the same way, so that panels agree more often than not, and disagree now and then. */
const LEANINGS: readonly [Leaning, ...Leaning[]] = [
  { position: 'ready-with-conditions', confidence: 0.7, risk: 'yellow' },
  { position: 'ready-with-conditions', confidence: 0.8, risk: 'yellow' },
  { position: 'ready', confidence: 0.75, risk: 'green' },
  { position: 'ready-with-conditions', confidence: 0.6, risk: 'yellow' },
  { position: 'not-ready', confidence: 0.8, risk: 'red' },
];

function ballot(brief: Brief): Ballot {
  const who = brief.persona ?? brief.title;
  const leaning = pick(LEANINGS, `${who}\n${brief.request}`);
  const focus = keywordsOf(brief.request, 3);
  return {
    ...leaning,
    summary: `${REHEARSAL}: ${who} finds this ${leaning.position.replaceAll('-', ' ')}. A real expert would say why here.`,
    conditions: leaning.position === 'ready' ? [] : [`${REHEARSAL}: settle what is open about ${focus[0] ?? 'the request'}.`],
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
