/** How people's words and files become the inputs of a composition. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GivenInput } from '../../src/engine/composition.ts';
import { artifactId } from '../../src/engine/ids.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createIds } from '../../src/runtime/ids.ts';
import { readInputs } from '../../src/runtime/named-inputs.ts';

const DECLARED = ['deal', 'customer', 'deal-terms'].map((name) => ({ name, description: `The ${name}`, required: name !== 'deal-terms' }));

function file(name: string) {
  return { id: artifactId(name), name, mediaType: 'text/markdown', bytes: 10, sha256: 'a' };
}

function read(text: string, files: readonly string[] = []) {
  const { given, artifacts } = readInputs({ wanted: DECLARED, others: [] }, text, files.map(file), createIds(systemClock));
  return {
    given: Object.fromEntries(given.map((one) => [one.name, shown(one)])),
    made: artifacts.map(({ ref, content }) => [ref.name, new TextDecoder().decode(content)]),
  };
}

function shown({ value }: GivenInput): string | readonly string[] {
  return value.kind === 'text' ? value.text : value.files.map(({ name }) => name);
}

test.each([
  ['Five seats for two years', [], { deal: 'Five seats for two years' }],
  ['deal: Five seats\ncustomer: Acme', [], { deal: 'Five seats', customer: 'Acme' }],
  ['Five seats\nCustomer: Acme', [], { deal: 'Five seats', customer: 'Acme' }],
  ['Deal Terms = net 90\nDEAL: seats', [], { deal: 'seats', 'deal-terms': 'net 90' }],
  ['customer: Acme', ['deal.pdf'], { deal: ['deal.pdf'], customer: 'Acme' }],
  ['Acme', ['deal.pdf'], { deal: ['deal.pdf'], customer: 'Acme' }],
  ['', ['Deal_2026.md', 'deal-terms.md', 'deal terms 2.md'], { deal: ['Deal_2026.md'], 'deal-terms': ['deal-terms.md', 'deal terms 2.md'] }],
  ['customer: Acme', ['scan.pdf'], { deal: ['scan.pdf'], customer: 'Acme' }],
  ['customer: Acme', ['one.pdf', 'two.pdf'], { customer: 'Acme' }],
  ['They said: call us. Company: none', [], { deal: 'They said: call us. Company: none' }],
  ['deal: see the second page', ['deal.pdf'], { deal: ['deal.pdf', 'deal-note.md'] }],
  ['customer:\n', [], {}],
  ['', [], {}],
])('%j with %j', (text, files, given) => {
  expect(read(text, files).given).toEqual(given);
});

test('what is longer than a line becomes a file, whole', () => {
  const long = `A deal${' with many words'.repeat(40)}\nand lines`;
  expect(read(`${long}\ncustomer: Acme`)).toEqual({ given: { deal: ['deal.md'], customer: 'Acme' }, made: [['deal.md', long]] });
});

test('no word is lost', () => {
  const line = fc.oneof(fc.constantFrom('deal: seats', 'customer: Acme', 'Deal-Terms: net 90', ''), fc.stringMatching(/^[a-z ]{1,20}$/u));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const { given, made } = read(lines.join('\n'));
      const kept = [...Object.values(given).flat(), ...made.map(([, text]) => text)].join(' ');
      const words = lines.flatMap((one) => one.replace(/^(?:deal|customer|deal-terms):/iu, '').split(/\s+/u)).filter((word) => word !== '');
      for (const word of words) expect(kept).toContain(word);
    }),
  );
});

test('what was given before is replaced by its name alone', () => {
  const [deal, ...wanted] = DECLARED;
  if (!deal) throw new Error('Nothing is declared.');
  const given = (text: string, files: readonly string[] = []) =>
    Object.fromEntries(readInputs({ wanted, others: [deal] }, text, files.map(file), createIds(systemClock)).given.map((one) => [one.name, shown(one)]));
  expect(given('Acme')).toEqual({ customer: 'Acme' });
  expect(given('Acme\ndeal: ten seats')).toEqual({ customer: 'Acme', deal: 'ten seats' });
  expect(given('as attached', ['customer.md', 'deal-terms.md'])).toEqual({ customer: ['customer.md', 'customer-note.md'], 'deal-terms': ['deal-terms.md'] });
});
