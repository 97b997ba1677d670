/** The regular expressions of the program, as TypeScript reads them in its files. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isCallExpression, isIdentifier, isNewExpression, isRegularExpressionLiteral, type Node } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

export interface Pattern {
  /** `src/cards/excerpt.ts:45`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

export interface PatternsIn {
  readonly literals: readonly Pattern[];
  /** Files with a `RegExp(...)`, once for each: what it makes is known when it runs. */
  readonly constructed: readonly string[];
}

const ROOT = resolve(import.meta.dirname, '../..');

export function patternsIn(folders: readonly string[]): PatternsIn {
  const names = folders.flatMap((folder) => filesIn(folder));
  const literals: Pattern[] = [];
  const constructed: string[] = [];
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [join(ROOT, 'tsconfig.json')] }).getProject(join(ROOT, 'tsconfig.json'));
    for (const name of names) {
      const file = project?.program.getSourceFile(join(ROOT, name));
      if (file === undefined) throw new Error(`TypeScript does not know ${name}.`);
      const visit = (node: Node): void => {
        if (isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
          literals.push({ place: `${name}:${line + 1}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
        }
        if ((isNewExpression(node) || isCallExpression(node)) && isIdentifier(node.expression) && node.expression.text === 'RegExp') constructed.push(name);
        node.forEachChild(visit);
      };
      visit(file);
    }
  } finally {
    api.close();
  }
  return { literals, constructed };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}
