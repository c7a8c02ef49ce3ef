/** Reads the requirement sentences of a `checks.test.js`. Pure. */
import { parse, type CallExpression, type Node, type Program } from 'acorn';
import { walk } from './walk.ts';

export interface CheckNames {
  /** In the order of the file. */
  names: string[];
  /** What is wrong with the file, one sentence each, with its line. */
  faults: string[];
}

/** Functions of `node:test` that declare a check, or a group of them. */
const DECLARING = new Set(['test', 'it', 'describe', 'suite']);

/** Finds the `test('…', …)` calls at the top level; each must be named by a string literal, and no two alike. */
export function readCheckNames(text: string): CheckNames {
  let program: Program;
  try {
    program = parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  } catch (error) {
    return { names: [], faults: [`does not parse: ${(error as Error).message}. Correct the syntax.`] };
  }
  const names: string[] = [];
  const faults: string[] = [];
  const top = program.body.map(checkCall).filter((call) => call !== undefined);
  for (const call of top) {
    const line = call.loc?.start.line ?? 0;
    const [name] = call.arguments;
    const callee = calleeName(call);
    if (callee !== 'test') {
      faults.push(`line ${line}: ${callee} is not allowed. Write test('…', …) at the top level.`);
    } else if (name?.type !== 'Literal' || typeof name.value !== 'string') {
      faults.push(`line ${line}: the check's name must be a string literal. Write test('…', …).`);
    } else if (names.includes(name.value)) {
      faults.push(`line ${line}: there are two checks named “${name.value}”. Give each a name of its own.`);
    } else names.push(name.value);
  }
  walk(program, (node) => {
    if (node.type !== 'CallExpression' || top.includes(node as CallExpression)) return;
    if (DECLARING.has(calleeName(node as CallExpression))) {
      const line = node.loc?.start.line ?? 0;
      faults.push(`line ${line}: a check must stand at the top level, not inside a block or a loop.`);
    }
  });
  if (names.length === 0 && faults.length === 0) {
    faults.push("declares no check. Write test('what must hold', () => { … }) at the top level.");
  }
  return { names, faults };
}

/** The call of a statement that declares checks, awaited or not. */
function checkCall(statement: Node): CallExpression | undefined {
  if (statement.type !== 'ExpressionStatement') return undefined;
  let { expression } = statement as Node & { expression: Node };
  if (expression.type === 'AwaitExpression') expression = (expression as Node & { argument: Node }).argument;
  if (expression.type !== 'CallExpression') return undefined;
  const call = expression as CallExpression;
  return DECLARING.has(calleeName(call).split('.')[0] ?? '') ? call : undefined;
}

/** `test`, or `test.skip` for a member. */
function calleeName({ callee }: CallExpression): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return '';
  return `${callee.object.name}.${callee.property.type === 'Identifier' ? callee.property.name : ''}`;
}
