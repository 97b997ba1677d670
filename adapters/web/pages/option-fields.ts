/** What a request may choose instead of leaving it to Baton: folded away under the composer. */
import { PATTERN_WORDS } from '../../../src/cards/pattern-words.ts';
import { MODEL_NAMES } from '../../../src/engine/model-table.ts';
import { PATTERN_NAMES } from '../../../src/engine/pattern-names.ts';
import { type Html, html } from '../cards/html.ts';

export function optionFields(personas: readonly { readonly name: string }[]): Html {
  return html`<details class="options"><summary>Options</summary><div class="option-grid">
${select('pattern', 'Pattern', 'Baton decides', [['inline', 'inline: one answer, no plan'], ...PATTERN_NAMES.map((name) => [name, `${name}: ${PATTERN_WORDS[name] ?? ''}`] as const)])}
${select(
  'persona',
  'Persona',
  'as the plan says',
  personas.map(({ name }) => [name, name]),
)}
${select(
  'model',
  'Model for all workstreams',
  'the usual ones',
  MODEL_NAMES.map((name) => [name, name]),
)}
${input('skills', 'Skills', html`type="text" placeholder="seo-audit, copywriting" autocomplete="off"`)}
${input('template', 'Template', html`type="text" placeholder="research" autocomplete="off"`)}
${input('budget', 'Budget in dollars', html`type="number" min="0.01" step="0.01" inputmode="decimal" placeholder="2.00"`)}
${select('confirm', 'Wait for a yes', 'as set here', [
  ['yes', 'yes'],
  ['no', 'no: start at once'],
])}
${input('parallel', 'Agents at once', html`type="number" min="1" max="6" step="1" placeholder="3"`)}
${input('rounds', 'Rounds', html`type="number" min="1" max="5" step="1" placeholder="1"`)}
</div></details>`;
}

function select(name: string, label: string, usual: string, choices: readonly (readonly [value: string, label: string])[]): Html {
  return html`<div class="field"><label for="option-${name}">${label}</label><select id="option-${name}" name="${name}"><option value="">${usual}</option>${choices.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></div>`;
}

function input(name: string, label: string, attributes: Html): Html {
  return html`<div class="field"><label for="option-${name}">${label}</label><input id="option-${name}" name="${name}" ${attributes}></div>`;
}
