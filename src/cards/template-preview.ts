/** The prompt that a template makes, with what it weighs. */
import { MAX_TASK_WORDS } from '../engine/plan.ts';
import type { LibraryInput } from '../ports/library.ts';
import type { Block, Card } from './card.ts';
import { count, sentenceList, tokens } from './figures.ts';
import { alert, blocks, card, code, context, line, list, says, strong } from './spans.ts';

export interface TemplatePreview {
  readonly template: string;
  readonly prompt: string;
  readonly words: number;
  /** Estimated. */
  readonly tokens: number;
  /** What every worker is told besides. */
  readonly system: { readonly words: number; readonly tokens: number };
  /** Inputs without a value. */
  readonly left: readonly LibraryInput[];
  readonly takes: readonly string[];
  /** Names that were given and that the template does not take. */
  readonly unknown: readonly string[];
}

export function templatePreviewCard(preview: TemplatePreview): Card {
  const { template, prompt, words, system, left, unknown, takes } = preview;
  return card(
    'list',
    blocks(
      says(strong(`${template}: ${words} of the ${count(MAX_TASK_WORDS, 'word')} that a task prompt may have, about ${tokens(preview.tokens)}`)),
      words > MAX_TASK_WORDS
        ? alert('warning', `That is ${count(words - MAX_TASK_WORDS, 'word')} too many: a run would split the work, or shorten the task.`)
        : null,
      unknown.length === 0 ? null : alert('warning', `It takes no ${sentenceList(unknown, 'or')}. It takes ${sentenceList(takes)}.`),
      left.length === 0 ? null : notGiven(left),
      { kind: 'markdown', source: fencedBlock(prompt) },
      context(
        `The system text, the same for every worker and cached, adds ${count(system.words, 'word')}, about ${tokens(system.tokens)}. ` +
          'Tokens are estimated at four bytes each. A persona, skills, files and results of others come on top.',
      ),
      context('Nothing was run.'),
    ),
  );
}

export function unknownTemplateCard(typed: string, closest: string | null): Card {
  return card('notice', [
    says(strong(`There is no template “${typed}”.`), closest === null ? '' : ` Did you mean ${closest}?`, ' ', code('/baton templates'), ' lists them.'),
  ]);
}

function notGiven(left: readonly LibraryInput[]): readonly Block[] {
  return [
    says('Without a value. As in a run, the prompt says “the … given here”, and leaves out a line that only asks for it:'),
    list(left.map(({ name, description, required }) => line(code(`${name}=`), required ? '' : ' (optional)', description === '' ? '' : ` ${description}`))),
  ];
}

/** A fence longer than any in the prompt. */
function fencedBlock(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
