/**
 * The English words by which work that makes something is told from work that reads and reports. Other languages are
 * left as the model routed them.
 */
import type { TASK_TYPES } from '../../engine/task-types.ts';

type Making = Extract<(typeof TASK_TYPES)[number], { makes: true }>['name'];

interface MakingVerbs {
  readonly does: Making;
  readonly verbs: readonly string[];
  /** What it makes may be a report or a thought, which is no more than reading or thinking comes to. */
  readonly mayReport: boolean;
  /** Words that are nouns as often: only with an article or the like after them are they verbs ("Document the API", not "Document structure"). */
  readonly needsDeterminer: boolean;
}

export const MAKING_VERBS: readonly MakingVerbs[] = [
  { does: 'implementation', verbs: 'build develop create add generate produce update'.split(' '), mayReport: true, needsDeterminer: false },
  {
    does: 'implementation',
    verbs: 'implement configure install integrate migrate deploy fix patch repair upgrade remove delete replace scaffold prototype'.split(' '),
    mayReport: false,
    needsDeterminer: false,
  },
  { does: 'implementation', verbs: ['release', 'ship', 'commit', 'code', 'port'], mayReport: false, needsDeterminer: true },
  { does: 'implementation', verbs: ['make'], mayReport: true, needsDeterminer: true },
  { does: 'refactoring', verbs: ['refactor', 'rewrite', 'restructure', 'rename'], mayReport: false, needsDeterminer: false },
  { does: 'testing', verbs: ['test', 'run'], mayReport: false, needsDeterminer: true },
  { does: 'documentation', verbs: ['write', 'draft', 'compose'], mayReport: true, needsDeterminer: false },
  { does: 'documentation', verbs: ['translate', 'publish'], mayReport: false, needsDeterminer: false },
  { does: 'documentation', verbs: ['document'], mayReport: true, needsDeterminer: true },
  { does: 'documentation', verbs: ['edit'], mayReport: false, needsDeterminer: true },
];

export const DETERMINERS: ReadonlySet<string> = new Set(
  'the a an our your its their this that these those all each every any some whether if how what it them'.split(' '),
);

/** What something is made to be, beside what ends in -able or -ible. */
export const QUALITIES: ReadonlySet<string> = new Set(
  'faster slower smaller safe safer secure simpler easier responsive robust resilient consistent idempotent compliant persistent work asynchronous async'.split(
    ' ',
  ),
);

/** What is run to see whether something works; anything else that can be run (a search, an analysis) is reading. */
export const RUNNABLE: ReadonlySet<string> = new Set(
  'tests test suite suites migration migrations script scripts build builds benchmark benchmarks linter pipeline command commands'.split(' '),
);

/** A report is what reading comes to: whoever only reads may write one. */
export const REPORTS: ReadonlySet<string> = new Set(
  (
    'report reports summary summaries overview overviews list lists inventory inventories catalogue catalog table tables map mapping comparison comparisons findings finding note notes ' +
    'result results answer answers index digest brief briefing timeline glossary outline bullets bibliography matrix shortlist evidence facts sources references analysis analyses quotes examples numbers ' +
    'statistics counts picture snapshot paragraph paragraphs sentence sentences line lines words observations questions gaps risks issues problems conclusions conclusion write-up writeup dossier ' +
    'research survey audit check exploration down up sure it them this that each everything what which whatever anything yes no one none more less me us'
  ).split(' '),
);

/** What thinking comes to: whoever thinks hard may write these besides. */
export const THOUGHTS: ReadonlySet<string> = new Set(
  (
    'plan plans strategy strategies proposal proposals recommendation recommendations assessment assessments review reviews analysis analyses decision decisions design designs adr rfc option ' +
    'options alternatives roadmap trade-off trade-offs tradeoff tradeoffs model architecture evaluation critique memo verdict opinion position rationale reasoning argument arguments case criteria ' +
    'principles priorities ranking checklist concept approach hypothesis hypotheses ideas scenarios scenario specification spec requirements blueprint sketch record records assumption assumptions idea claim claims'
  ).split(' '),
);
