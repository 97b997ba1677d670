import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFile } from '../../src/library/parse-file.ts';
import type { LibraryKind } from '../../src/ports/library.ts';

const FILES: readonly { readonly what: LibraryKind; readonly path: string }[] = [
  { what: 'persona', path: 'agents/personas/x.md' },
  { what: 'skill', path: 'engineering/x/SKILL.md' },
  { what: 'template', path: 'templates/x.md' },
  { what: 'composition', path: 'compositions/x.md' },
];

/** Pieces that such files are made of, so that chance comes far into the parsers. */
const piece = fc.oneof(
  fc.constantFrom('---\n', '...\n', 'name: x\n', 'name: [\n', 'description: a: b\n', 'description: >\n  d\n', 'steps:\n', '  - title: T\n    task: D {{a}}\n'),
  fc.constantFrom(
    'inputs:\n  - name: a\n',
    'inputs: 3\n',
    'pattern: pipeline\n',
    'a: &a [*a]\n',
    '<<: *a\n',
    '? [x]\n: y\n',
    '!!binary x\n',
    '__proto__: {}\n',
    '{{',
    '}}',
  ),
  fc.constantFrom(
    '## Role\n',
    '## Task\n',
    '## Constraints\n',
    '## Output Format\n',
    '## Output Interface\n',
    '```\n',
    'text\n',
    '\n',
    '\t',
    'x: "',
    "y: '",
    '[[',
  ),
  fc.string({ maxLength: 20 }),
);
const file = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

test.each(FILES)('a $what is read or broken with a line that exists, whatever stands in it', ({ what, path }) => {
  fc.assert(
    fc.property(file, fc.boolean(), (content, begun) => {
      const text = begun ? `---\n${content}` : content;
      const parsed = parseFile({ what, path, folders: ['library', 'engineering', 'x'] }, text);
      if (parsed.kind === 'read') {
        expect(parsed.found.entry.name).toMatch(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
        return;
      }
      expect(parsed.faults.length).toBeGreaterThan(0);
      const lines = text.split('\n').length;
      for (const { line } of parsed.faults) if (line !== null) expect(line >= 1 && line <= lines + 1, `line ${line} of ${lines}`).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('brackets a mile deep are the file’s fault and nobody else’s', () => {
  const parsed = parseFile({ what: 'skill', path: 'x/SKILL.md', folders: ['library', 'x'] }, `---\nname: ${'['.repeat(50_000)}\n---\nBody`);
  expect(parsed.kind).toBe('broken');
});
