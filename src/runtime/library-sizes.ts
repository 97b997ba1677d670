/** Measures the library's texts that a plan names, for an engine that never sees them. */
import { type LibrarySizes, type SizedKind, sizeKey, type TextSize, textsNamed } from '../engine/library-sizes.ts';
import type { Plan } from '../engine/plan.ts';
import { wordsIn } from '../engine/words-in.ts';
import type { Library } from '../ports/library.ts';

export function sizesFor(plan: Plan, library: Library): LibrarySizes {
  return sizesOf(textsNamed(plan), library);
}

export function sizesOf(texts: readonly { readonly kind: SizedKind; readonly name: string }[], library: Library): LibrarySizes {
  const measured = texts.map(({ kind, name }) => [sizeKey(kind, name), sizeOfText(textOf(kind, name, library))] as const);
  return Object.fromEntries(measured);
}

/** Empty for a name that the library does not have. */
function textOf(kind: SizedKind, name: string, library: Library): string {
  switch (kind) {
    case 'persona':
      return library.persona(name)?.text ?? '';
    case 'skill':
      return library.skill(name)?.text ?? '';
    case 'template': {
      const template = library.template(name);
      return template ? [template.role, template.task, template.constraints, template.outputFormat, template.outputInterface].join('\n') : '';
    }
    default: {
      const missed: never = kind;
      return missed;
    }
  }
}

function sizeOfText(text: string): TextSize {
  return { words: wordsIn(text), bytes: Buffer.byteLength(text) };
}
