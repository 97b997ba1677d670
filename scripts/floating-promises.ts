/**
 * Finds statements that drop a promise, with TypeScript's own types. Biome's noFloatingPromises sees promises of our
 * files only; this also sees those of packages and of Node (a query, a job sent, a server closed).
 */
import { relative, resolve } from 'node:path';
import {
  type Expression,
  isBinaryExpression,
  isCallExpression,
  isExpressionStatement,
  isPropertyAccessExpression,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import { API, type Checker, type Type } from 'typescript/unstable/sync';

const problems = floatingPromises(resolve(process.argv[2] ?? 'tsconfig.json'));
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(`${problems.length} floating promise(s): await it, return it, give it a .catch, or write \`void\` and say why.`);
  process.exitCode = 1;
}

function floatingPromises(config: string): string[] {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (project === undefined) throw new Error(`TypeScript opened no project for ${config}.`);
    if (project.rootFiles.length === 0) throw new Error(`${config} names no files: nothing would be checked.`);
    return project.rootFiles.flatMap((name) => {
      const file = project.program.getSourceFile(name);
      return file === undefined ? [] : inFile(file, project.checker);
    });
  } finally {
    api.close();
  }
}

function inFile(file: SourceFile, checker: Checker): string[] {
  const dropped: Expression[] = [];
  const visit = (node: Node): void => {
    if (isExpressionStatement(node) && !isHandled(node.expression)) dropped.push(node.expression);
    node.forEachChild(visit);
  };
  visit(file);
  const types = dropped.length === 0 ? [] : checker.getTypeAtLocation(dropped);
  return dropped.flatMap((expression, index) => {
    const type = types[index];
    if (type === undefined || !mayBePromise(type, checker)) return [];
    const { line, character } = file.getLineAndCharacterOfPosition(expression.getStart(file));
    return [`${relative(process.cwd(), file.fileName)}:${line + 1}:${character + 1} drops a promise: ${firstLine(expression.getText(file))}`];
  });
}

/** Assignments keep the promise; `.catch(f)` and `.then(f, g)` handle its failure, also when a `.finally` follows. */
function isHandled(expression: Expression): boolean {
  if (isBinaryExpression(expression)) return expression.operatorToken.getText().endsWith('=');
  if (!isCallExpression(expression) || !isPropertyAccessExpression(expression.expression)) return false;
  const { name, expression: target } = expression.expression;
  if (name.text === 'finally') return isHandled(target);
  return (name.text === 'catch' && expression.arguments.length > 0) || (name.text === 'then' && expression.arguments.length > 1);
}

function mayBePromise(type: Type, checker: Checker): boolean {
  if (type.isUnionType()) return type.getTypes().some((member) => mayBePromise(member, checker));
  return checker.getPropertyOfType(type, 'then') !== undefined;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
