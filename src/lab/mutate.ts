/**
 * Small faults to plant in a solution, one at a time: checks that do not notice one are too weak. Works on the syntax
 * tree, so that each mutant parses. Pure.
 */
import { parse, type Node } from 'acorn';
import { walk } from './walk.ts';

export interface Mutant {
  /** Line of the original text, from 1. */
  line: number;
  /** What was changed: `=== became !==`. */
  change: string;
  /** The whole text with the change. */
  text: string;
}

interface Edit {
  node: Pick<Node, 'start' | 'end' | 'loc'>;
  change: string;
  replacement: string;
}

const OPPOSITES: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+=': '-=',
  '-=': '+=',
};

/** Every mutant of a JavaScript file, in the order of the text. */
export function mutantsOf(text: string, sourceType: 'module' | 'script'): Mutant[] {
  const edits: Edit[] = [];
  const program = parse(text, { ecmaVersion: 'latest', sourceType, locations: true });
  walk(program, (node) => edits.push(...editsOf(node as AnyNode, text)));
  return edits
    .sort((a, b) => a.node.start - b.node.start)
    .map(({ node, change, replacement }) => ({
      line: node.loc?.start.line ?? 0,
      change,
      text: text.slice(0, node.start) + replacement + text.slice(node.end),
    }));
}

/** How often the loops of one file may turn before they are taken for endless. */
const MOST_TURNS = 2_000_000;

/** The same program, except that a loop that does not end throws, so that nobody has to wait for it. */
export function guardLoops(text: string, sourceType: 'module' | 'script'): string {
  const guard = `if (--turnsLeft < 0) throw new Error('endless loop');`;
  const inserts: { at: number; text: string }[] = [];
  walk(parse(text, { ecmaVersion: 'latest', sourceType }), (node) => {
    const { body } = node as Node & { body?: Node };
    if (!/^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(node.type) || !body) return;
    inserts.push({ at: body.start, text: `{ ${guard} ` }, { at: body.end, text: ' }' });
  });
  const guarded = inserts
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, text: more }) => result.slice(0, at) + more + result.slice(at), text);
  return `let turnsLeft = ${MOST_TURNS}; ${guarded}`;
}

/** The fields that mutations look at, of whichever node has them. */
type AnyNode = Node &
  Partial<Record<'left' | 'right' | 'test' | 'argument' | 'expression' | 'callee', Node>> & {
    operator?: string;
    value?: unknown;
    arguments?: Node[];
  };

function editsOf(node: AnyNode, text: string): Edit[] {
  const code = ({ start, end }: Node): string => text.slice(start, end);
  const edit = (change: string, replacement: string): Edit => ({ node, change, replacement });
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return changedOperator(node, text);
    case 'Literal':
      return changedLiteral(node.value).map((value) => edit(`${code(node)} became ${value}`, value));
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return changedCondition(node, text);
    case 'UnaryExpression':
      return node.operator === '!' && node.argument ? [edit('! was removed', code(node.argument))] : [];
    case 'AwaitExpression':
      return node.argument ? [edit('await was removed', `(${code(node.argument)})`)] : [];
    case 'ReturnStatement':
      return node.argument
        ? [edit(`${code(node)} was emptied`, 'return;')]
        : [edit('return was removed', ';')];
    case 'ExpressionStatement':
      return [edit(`${oneLine(code(node))} was removed`, ';')];
    default:
      return [];
  }
}

function changedOperator({ operator = '', left, right }: AnyNode, text: string): Edit[] {
  const opposite = OPPOSITES[operator];
  if (opposite === undefined || !left || !right) return [];
  const between = text.slice(left.end, right.start);
  const start = left.end + between.indexOf(operator);
  const node = { start, end: start + operator.length, ...(left.loc ? { loc: left.loc } : {}) };
  return [{ node, change: `${operator} became ${opposite}`, replacement: opposite }];
}

function changedLiteral(value: unknown): string[] {
  if (typeof value === 'number') return [String(value + 1)];
  if (typeof value === 'boolean') return [String(!value)];
  return typeof value === 'string' ? [value === '' ? "'mutant'" : "''"] : [];
}

/** A loop is never given an endless condition. */
function changedCondition({ type, test }: AnyNode, text: string): Edit[] {
  if (!test) return [];
  const original = oneLine(text.slice(test.start, test.end));
  const values = type === 'WhileStatement' ? ['false'] : ['true', 'false'];
  return values.map((value) => ({
    node: test,
    change: `the condition ${original} became ${value}`,
    replacement: value,
  }));
}

function oneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
