/**
 * Puts the marks of the recorder into a program's text. A mark is a call that passes values through untouched and
 * waits for nothing, so that the number of promise jobs stays as it is. Functions are edited inside their bodies, never
 * wrapped, so that names, kinds, `this` and length stay. Lines stay where they are.
 */
import { CONTEXT, FRAME } from '../loader/context-marks.ts';
import type { Edits } from '../loader/edits.ts';
import { forEachChild, isFunction, type AnyNode } from '../loader/tree.ts';
import { argumentNames, arrowEnd, frameKindOf, hidesNames, nameOf, textStart } from './function-facts.ts';
import type { FileSites } from './sites.ts';

const call = (mark: string, ...parts: (string | number)[]): string =>
  `${CONTEXT}.${mark}(${[FRAME, ...parts].join()}`;

const LOOPS = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);
/** What stands among statements and is not carried out where it stands. */
const NO_STEP = new Set(['FunctionDeclaration', 'ImportDeclaration', 'EmptyStatement', 'BlockStatement']);

interface Scope {
  /** False where no frame of the surrounding function is to be had: parameters, class fields, `with`. */
  inside: boolean;
  /** The innermost function. */
  fn: AnyNode | null;
}

type Child = AnyNode | null | undefined;
const list = (node: AnyNode, key: string): AnyNode[] => node[key] as AnyNode[];

export interface Marking {
  edits: Edits;
  sites: FileSites;
}

/** What a file's code outside of functions is. The frame of a page's script is a global, for its variables are. */
export type TopLevel = 'script' | 'page-script' | 'module';

/** Marks a whole file. */
export function markProgram(
  program: AnyNode,
  { edits, sites }: Marking,
  topLevel: TopLevel,
  fileName: string,
): void {
  const { source } = edits;
  const functionSites = new WeakMap<AnyNode, number>();

  function visit(node: AnyNode, parent: AnyNode, scope: Scope): void {
    if (isFunction(node)) return visitFunction(node, parent, scope);
    const special = scope.inside ? visitors[node.type] : undefined;
    if (special) return special(node, parent, scope);
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return visitClass(node, scope);
    if (node.type === 'WithStatement') scope = { ...scope, inside: false };
    visitChildren(node, scope);
  }

  function visitChildren(node: AnyNode, scope: Scope): void {
    forEachChild(node, (child) => visit(child, node, scope));
  }

  function visitFunction(node: AnyNode, parent: AnyNode, scope: Scope): void {
    const body = node['body'] as AnyNode;
    const frameKind = frameKindOf(node);
    const site = sites.addFunction('function', node, nameOf(node, parent, source), frameKind);
    functionSites.set(node, site);
    sites.setText(site, textStart(node, parent, source), node.end);
    const outer: Scope = { ...scope, inside: false };
    const inner: Scope = { inside: true, fn: node };
    const open = `const ${FRAME}=${CONTEXT}.enter(${site},[${argumentNames(node).join()}]);`;
    const [begin, end] = hidesNames(node)
      ? [open, '']
      : [
          `${open}try{`,
          `}catch(__error){${call('threw', '__error')});throw __error}finally{${call('exit')})}`,
        ];
    // In source order: edits at one place keep the order in which they were made.
    for (const parameter of list(node, 'params')) visit(parameter, node, outer);
    if (body.type === 'BlockStatement') {
      const first = afterDirectives(body);
      edits.insert(first.at, `${first.count > 0 ? ';' : ''}${begin}`);
      visitStatements(list(body, 'body').slice(first.count), body, inner);
      edits.insert(body.end - 1, end);
      return;
    }
    const step = sites.add('statement', body);
    const isAsync = node['async'] === true;
    const give = isAsync ? call('give', '') : '';
    edits.insert(arrowEnd(node, source), `{${begin}${call('step', step)});return ${give}(`);
    visit(body, node, inner);
    edits.insert(node.end, `)${isAsync ? ')' : ''};${end}}`);
  }

  function visitClass(node: AnyNode, scope: Scope): void {
    const body = node['body'] as AnyNode;
    edits.insert(body.start + 1, `/*${CONTEXT}.enter(${sites.addClass(node)})*/`);
    const heritage = node['superClass'] as Child;
    if (heritage) visit(heritage, node, scope);
    for (const member of list(body, 'body')) {
      const key = member['key'] as Child;
      const value = member['value'] as Child;
      if (key && member['computed'] === true) visit(key, member, scope);
      // An initializer runs in a function of its own, which has no frame.
      if (value)
        visit(value, member, member.type === 'MethodDefinition' ? scope : { ...scope, inside: false });
      if (member.type === 'StaticBlock')
        visitStatements(list(member, 'body'), member, { ...scope, inside: false });
    }
  }

  function visitStatements(statements: readonly AnyNode[], parent: AnyNode, scope: Scope): void {
    for (const statement of statements) {
      if (scope.inside && isStep(statement))
        edits.insert(statement.start, `${call('step', sites.add('statement', statement))});`);
      visit(statement, parent, scope);
      if (scope.inside && isWaitingLoop(statement)) edits.insert(statement.end, `;${call('past')});`);
    }
  }

  /** A body without braces gets them, and its own mark. */
  function visitBody(body: AnyNode, parent: AnyNode, scope: Scope, first = ''): void {
    if (body.type === 'BlockStatement') {
      const isEmptyLoop = list(body, 'body').length === 0 && LOOPS.has(parent.type);
      const step = isEmptyLoop ? `${call('step', sites.add('statement', parent))});` : '';
      edits.insert(body.start + 1, first + step);
      return visit(body, parent, scope);
    }
    if (body.type === 'FunctionDeclaration') return visit(body, parent, scope);
    edits.insert(body.start, `{${first}${call('step', sites.add('statement', body))});`);
    visit(body, parent, scope);
    edits.insert(body.end, isWaitingLoop(body) ? `;${call('past')});}` : '}');
  }

  function visitLoop(node: AnyNode, _parent: AnyNode, scope: Scope): void {
    const isWaiting = isWaitingLoop(node);
    forEachChild(node, (child, key) => {
      const isSource = isWaiting && key === 'right';
      if (isSource) edits.insert(child.start, call('through', ''));
      if (key !== 'body') visit(child, node, scope);
      if (isSource) edits.insert(child.end, ')');
      if (key !== 'body') return;
      visitBody(child, node, scope, isWaiting ? `${call('next', sites.add('await', node))});` : '');
    });
  }

  function visitWrapped(mark: (site: number) => [start: string, end: string], kind: 'await' | 'yield') {
    return (node: AnyNode, _parent: AnyNode, scope: Scope): void => {
      const site = sites.add(kind, node);
      const argument = node['argument'] as Child;
      const [suspend, resume] = mark(site);
      edits.insert(node.start, `${resume},`);
      if (argument) {
        edits.insert(argument.start, `${suspend},(`);
        visit(argument, node, scope);
        edits.insert(argument.end, '))');
      } else edits.insert(node.end, ` ${suspend},void 0)`);
      edits.insert(node.end, ')');
    };
  }

  /** `new Promise(executor)`: the executor is given marked functions, and the promise is told apart. */
  function wrapPromise(node: AnyNode, scope: Scope): void {
    const [executor, ...others] = list(node, 'arguments') as [AnyNode, ...AnyNode[]];
    edits.insert(node.start, call('made', ''));
    edits.insert(executor.start, call('executor', 'Promise', '('));
    visit(executor, node, scope);
    edits.insert(executor.end, '))');
    for (const other of others) visit(other, node, scope);
    edits.insert(node.end, ')');
  }

  function wrapCall(node: AnyNode, _parent: AnyNode, scope: Scope): void {
    const inner = node.type === 'ChainExpression' ? (node['expression'] as AnyNode) : node;
    const callee = inner['callee'] as Child;
    if (!callee || callee.type === 'Super') return visitCallParts(inner, scope);
    const [first] = list(inner, 'arguments');
    if (
      node.type === 'NewExpression' &&
      callee['name'] === 'Promise' &&
      first &&
      first.type !== 'SpreadElement'
    )
      return wrapPromise(node, scope);
    edits.insert(node.start, `${call('called', '')}`);
    visitCallParts(inner, scope);
    edits.insert(node.end, `${hintOf(callee)})`);
  }

  /** What the function that is called is known by: its site if it stands there, else the name that it is called by. */
  function hintOf(callee: AnyNode): string {
    if (isFunction(callee)) return `,${functionSites.get(callee)}`;
    const property = callee['property'] as Child;
    const name =
      callee.type === 'Identifier' ? callee : property && callee['computed'] !== true ? property : undefined;
    return name ? `,${JSON.stringify(source.slice(name.start, name.end))}` : '';
  }

  /** The calls along a chain with `?.` may be skipped together, so they are not marked one by one. */
  function visitCallParts(node: AnyNode, scope: Scope): void {
    forEachChild(node, (child, key) => {
      const isChain = (key === 'callee' || key === 'object') && isInChain(node, child);
      if (isChain) visitCallParts(child, scope);
      else visit(child, node, scope);
    });
  }

  const chained = new WeakSet<AnyNode>();
  const isInChain = (node: AnyNode, child: AnyNode): boolean => {
    if (!chained.has(node)) return false;
    if (child.type === 'CallExpression' || child.type === 'MemberExpression') chained.add(child);
    return chained.has(child);
  };

  const visitors: Record<string, ((node: AnyNode, parent: AnyNode, scope: Scope) => void) | undefined> = {
    AwaitExpression: visitWrapped((site) => [call('suspend', site), call('resume', site)], 'await'),
    YieldExpression(node, parent, scope) {
      if (node['delegate'] === true) return visitChildren(node, scope);
      visitWrapped((site) => [call('yielding', site), call('yielded', site)], 'yield')(node, parent, scope);
    },
    CallExpression: wrapCall,
    NewExpression: wrapCall,
    ChainExpression(node, parent, scope) {
      chained.add(node['expression'] as AnyNode);
      wrapCall(node, parent, scope);
    },
    ReturnStatement(node, _parent, scope) {
      const argument = node['argument'] as Child;
      const fn = scope.fn;
      const isGiving = argument && fn?.['async'] === true && fn['generator'] !== true;
      if (isGiving) edits.insert(argument.start, call('give', '('));
      visitChildren(node, scope);
      if (isGiving) edits.insert(argument.end, '))');
    },
    BlockStatement: (node, _parent, scope) => visitStatements(list(node, 'body'), node, scope),
    SwitchCase(node, _parent, scope) {
      const test = node['test'] as Child;
      if (test) visit(test, node, scope);
      visitStatements(list(node, 'consequent'), node, scope);
    },
    CatchClause(node, parent, scope) {
      const body = node['body'] as AnyNode;
      edits.insert(body.start + 1, `${call('caught', sites.add('catch', node))});`);
      const parameter = node['param'] as Child;
      if (parameter) visit(parameter, node, { ...scope, inside: false });
      visit(body, parent, scope);
    },
    TryStatement(node, _parent, scope) {
      const finalizer = node['finalizer'] as Child;
      forEachChild(node, (child, key) => {
        if (key === 'finalizer') edits.insert(finalizer!.start + 1, `${call('reach')});`);
        visit(child, node, scope);
      });
    },
    IfStatement(node, _parent, scope) {
      forEachChild(node, (child, key) =>
        key === 'test' ? visit(child, node, scope) : visitBody(child, node, scope),
      );
    },
    LabeledStatement: (node, _parent, scope) => visit(node['body'] as AnyNode, node, scope),
  };
  for (const type of LOOPS) visitors[type] = visitLoop;

  const site = sites.addFunction('program', program, fileName, topLevel === 'module' ? 'module' : 'script');
  const first = afterDirectives(program);
  const scope: Scope = { inside: true, fn: null };
  edits.insert(
    first.count > 0 ? first.at : Math.max(0, hashbangEnd(source)),
    `${first.count > 0 ? ';' : ''}${topLevel === 'page-script' ? '' : 'const '}${FRAME}=${CONTEXT}.enterProgram(${site});`,
  );
  visitStatements(list(program, 'body').slice(first.count), program, scope);
  edits.insert(source.length, `\n;${call('exit')});`);
}

const isWaitingLoop = (node: AnyNode): boolean => node.type === 'ForOfStatement' && node['await'] === true;

/** Where a hashbang line ends; 0 without one. */
const hashbangEnd = (source: string): number => (source.startsWith('#!') ? source.search(/\n|$/) : 0);

function isStep(statement: AnyNode): boolean {
  if (NO_STEP.has(statement.type)) return false;
  const declaration = statement['declaration'] as Child;
  if (statement.type === 'ExportNamedDeclaration')
    return declaration !== null && declaration?.type !== 'FunctionDeclaration';
  if (statement.type === 'ExportAllDeclaration') return false;
  return !(statement.type === 'ExportDefaultDeclaration' && declaration?.type === 'FunctionDeclaration');
}

/** Where the first statement may stand, and how many directives come before it. */
function afterDirectives(block: AnyNode): { at: number; count: number } {
  const statements = list(block, 'body');
  const first = statements.findIndex((statement) => typeof statement['directive'] !== 'string');
  const count = first < 0 ? statements.length : first;
  const start = block.type === 'Program' ? block.start : block.start + 1;
  return { count, at: count > 0 ? statements[count - 1]!.end : start };
}
