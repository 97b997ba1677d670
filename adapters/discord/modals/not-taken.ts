/**
 * A modal is gone once it was sent, and Discord shows no errors in it: what is wrong with which field is said to the
 * person afterwards, with what they wrote, to be copied, and a button that opens the form again.
 */
import { ButtonStyle } from 'discord.js';
import type { Block } from '../../../src/cards/card.ts';
import { STEP_WORDS } from '../../../src/cards/form-step-words.ts';
import { FORM_WORDS } from '../../../src/cards/form-words.ts';
import { alert, blocks, card, line, list, says, strong } from '../../../src/cards/spans.ts';
import { type Filled, KEPT } from '../../../src/forms/filled.ts';
import type { FieldErrors } from '../../../src/forms/submission.ts';
import type { DiscordMessage } from '../components/discord-message.ts';
import type { Form } from './form.ts';
import { againId } from './open-again.ts';
import { buttonsRow, stepMessage } from './step-message.ts';

/** Without errors (the desk refused it, and `blocks` of its card say why) only what was written is given back. */
export function notTaken(form: Form, errors: FieldErrors, filled: Filled, why: readonly Block[] = []): readonly DiscordMessage[] {
  const problems = Object.entries(errors).map(([name, problem]) => line(strong(fieldLabel(name)), `: ${problem}`));
  const written = filled.fields.flatMap((name) => {
    const text = filled.text(name.endsWith(KEPT) ? name.slice(0, -KEPT.length) : name);
    return text === null ? [] : [says(strong(fieldLabel(name))), copied(text)];
  });
  const content = card(
    'refusal',
    blocks(
      ...(problems.length === 0 ? [] : [alert('warning', STEP_WORDS.notTaken), list(problems)]),
      why,
      ...(written.length === 0 ? [] : [says(STEP_WORDS.typed), ...written]),
    ),
  );
  return stepMessage(content, [buttonsRow([{ style: ButtonStyle.Secondary, label: STEP_WORDS.again, custom_id: againId(form) }])]);
}

/** As code, so that nothing of it is taken for markup; a fence in it would end it. */
function copied(text: string): Block {
  return { kind: 'markdown', source: `\`\`\`\`\n${text}\n\`\`\`\`` };
}

/** As the forms call them. */
function fieldLabel(name: string): string {
  const bare = name.endsWith(KEPT) ? name.slice(0, -KEPT.length) : name;
  const part = bare.replace(/^[wp]\d+\./u, '');
  return LABELS.get(part) ?? part;
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['text', FORM_WORDS.text],
  ['title', FORM_WORDS.title],
  ['task', FORM_WORDS.task],
  ['agent', FORM_WORDS.agent],
  ['persona', FORM_WORDS.persona],
  ['skills', FORM_WORDS.skills],
  ['model', FORM_WORDS.model],
  ['loop', FORM_WORDS.runs],
  ['waits', FORM_WORDS.waitsFor],
  ['drop', FORM_WORDS.drop],
  ['skip', FORM_WORDS.skip],
  ['file', FORM_WORDS.file],
]);
