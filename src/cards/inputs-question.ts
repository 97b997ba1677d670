/** A composition lacks inputs: which, what each is, and how to give them. */
import type { CompositionInput, GivenInput } from '../engine/composition.ts';
import type { Question } from '../engine/decision.ts';
import type { Block, TextForm } from './card.ts';
import { count, sentenceList } from './figures.ts';
import { blocks, heading, line, list, says, strong } from './spans.ts';

type InputsQuestion = Extract<Question, { kind: 'missing-inputs' }>;

export function inputsQuestion({ composition, inputs }: InputsQuestion): readonly Block[] {
  return blocks(
    heading(strong(`${composition} needs ${inputs.length === 1 ? 'one more thing' : `${inputs.length} more things`} before there is a plan`)),
    list(inputs.map((input) => line(strong(input.name), `: ${input.description}`))),
    says(
      inputs.length === 1
        ? 'Write it here in the thread, or attach it as a file.'
        : `Write them here in the thread, each after its name (${exampleOf(inputs)}), or attach them as files with these names.`,
    ),
  );
}

export function inputsForm({ inputs }: InputsQuestion): TextForm {
  return {
    title: `Give ${sentenceList(inputs.map(({ name }) => name))}`,
    label: inputs.length === 1 ? (inputs[0]?.description ?? 'The text') : 'One after the other, each after its name',
    hint: inputs.length === 1 ? '' : `${exampleOf(inputs)}. Text without a name is taken as ${inputs[0]?.name ?? 'the first'}.`,
    submit: 'Go on to the plan',
  };
}

/** In a few words, for lists. */
export function inputsInShort({ composition, inputs }: InputsQuestion): string {
  return `${count(inputs.length, 'input')} of ${composition}`;
}

/** For the ledger. */
export function givenInShort(given: readonly GivenInput[]): string {
  return sentenceList(given.map(({ name, value }) => (value.kind === 'text' ? name : `${name} (${value.files.map((file) => file.name).join(', ')})`)));
}

function exampleOf(inputs: readonly CompositionInput[]): string {
  return inputs.map(({ name }) => `${name}: …`).join(' / ');
}
