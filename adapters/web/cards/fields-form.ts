/** The fields of a form as HTML. */
import type { Field, FieldsForm } from '../../../src/cards/card.ts';
import { flag, type Html, html, NOTHING } from './html.ts';

/** `id` is unique on the page: ids of the fields are made from it. */
export function fieldsHtml(asks: FieldsForm, id: string): Html {
  return html`<h4>${asks.title}</h4>${asks.fields.map((field) => fieldHtml(field, `${id}-${field.name}`))}
    <button class="button primary" type="submit">${asks.submit}</button>`;
}

function fieldHtml(field: Field, id: string): Html {
  const described = field.hint === '' ? NOTHING : html` aria-describedby="${id}-hint"`;
  return html`<div class="field"><label for="${id}">${field.label}</label>${control(field, id, described)}${
    field.hint === '' ? NOTHING : html`<p class="context" id="${id}-hint">${field.hint}</p>`
  }</div>`;
}

function control(field: Field, id: string, described: Html): Html {
  switch (field.kind) {
    case 'text':
      return html`<textarea id="${id}" name="${field.name}" rows="4"${flag('required', field.required)}${described}>${field.value}</textarea>`;
    case 'choice':
      return html`<select id="${id}" name="${field.name}"${described}>${field.choices.map(
        ({ value, label }) => html`<option value="${value}">${label}</option>`,
      )}</select>`;
    default: {
      const missed: never = field;
      return missed;
    }
  }
}
