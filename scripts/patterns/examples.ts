/** One request per pattern, in words that lead to it: the pages in docs/patterns show what comes of them in rehearsal. */
import type { PatternName } from '../../src/engine/plan.ts';

export interface PatternExample {
  /** As somebody types it. */
  readonly request: string;
  readonly files: readonly ExampleFile[];
}

export interface ExampleFile {
  readonly name: string;
  readonly text: string;
}

const QUESTIONS = ['What should happen to the data of people who leave?', 'Who may restore a backup?', 'How long are logs kept?'];

export const EXAMPLES: Readonly<Record<PatternName, PatternExample>> = {
  'fan-out': just('/orchestrate Compare three ways to store audit logs AND list the retention duties in Europe AND check what our competitors promise'),
  pipeline: just('/orchestrate Research how teams review incidents THEN outline a guide THEN write the guide THEN review it for gaps'),
  supervisor: just(
    '/orchestrate Find out why some customers of the existing system were charged twice, one step at a time: what is found decides what comes next',
  ),
  'expert-panel': just(
    [
      '/orchestrate deal-review: Two years, 400 seats at a 35% discount, unlimited liability for data loss, payment after 90 days',
      'background: a bank; sales promised an export to their archive by March',
      'limits: 20% discount, liability capped at the fees of a year, payment after 30 days',
    ].join('\n'),
  ),
  'map-reduce': {
    request: '/orchestrate Analyse all 30 attached interviews for what they say about privacy of logs in the existing system, and build one summary of it',
    files: Array.from({ length: 30 }, (_, index) => interview(index + 1)),
  },
  'solo-sprint': just(
    [
      '/orchestrate six-week-launch: A page where small teams keep their on-call notes',
      'constraints: one developer, ten hours a week, $50 a month',
      'goal: twenty teams that write a note every week',
    ].join('\n'),
  ),
  'deep-dive': just('/orchestrate startup-cto audits our existing system with aws-solution-architect, senior-security and cto-advisor: where are we exposed'),
  handoff: just(
    '/orchestrate startup-cto designs the architecture of our public API, growth-marketer reviews it for the market, solo-founder decides on the trade-offs',
  ),
  'skill-chain': just('/orchestrate A month of articles about audit logs for our site: content-strategy, then copy-editing, seo-audit and analytics-tracking'),
  mixed: just('/orchestrate Compare three ways to store audit logs AND collect the retention duties THEN write a migration plan THEN review it for risk'),
};

function just(request: string): PatternExample {
  return { request, files: [] };
}

/** Short and long ones: the shares must be even in size, not in number alone. */
function interview(number: number): ExampleFile {
  const answers = QUESTIONS.map(
    (question, index) => `## ${question}\n\n${'We have talked about this, and there is more than one view. '.repeat(4 + ((number * (index + 3)) % 11))}`,
  );
  return { name: `interview-${String(number).padStart(2, '0')}.md`, text: `# Interview ${number}\n\n${answers.join('\n\n')}\n` };
}
