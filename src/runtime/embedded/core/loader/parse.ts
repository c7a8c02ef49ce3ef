/** Parsing a learner's file, with errors that carry their place and the engine's own words. */
import { parse, type Node, type Program } from 'acorn';
import { engine } from '../engine.ts';
import { syntaxErrorPlaces } from '../fatal.ts';

export type AnyNode = Node & Record<string, unknown>;
export type SourceKind = 'script' | 'module';

/** Name under which a function is compiled for its syntax only. */
const compileOnly = (code: string): void => void engine.evaluate(`(${code})`);

const MODULE_ONLY =
  /^[ \t]*(?:import\b[^;'"()]*(['"])[^'"\n]*\1[^\n;]*;?|export\s+(?:default\s+)?(?:\{[^}]*\};?)?)/gm;

// V8's message says more than the parser's; the parser's place is right.
function engineMessage(source: string, kind: SourceKind): string | undefined {
  // Only modules may import and export, and a function is all that can be compiled here.
  const body = kind === 'module' ? source.replace(MODULE_ONLY, '') : source;
  try {
    compileOnly(kind === 'module' ? `async()=>{"use strict";${body}\n}` : `function(){${body}\n}`);
  } catch (error) {
    if (error instanceof SyntaxError && !/import|export/.test(error.message)) return error.message;
  }
  return undefined;
}

/** The syntax tree. Throws a SyntaxError whose place is known to the report of fatal errors. */
export function parseSource(source: string, kind: SourceKind, url: string): Program {
  try {
    return parse(source, {
      ecmaVersion: 'latest',
      sourceType: kind,
      allowHashBang: true,
      allowReturnOutsideFunction: kind === 'script',
      allowAwaitOutsideFunction: kind === 'module',
    });
  } catch (cause) {
    const { message, loc } = cause as Error & { loc?: { line: number; column: number } };
    const error = new SyntaxError(engineMessage(source, kind) ?? message.replace(/ \(\d+:\d+\)$/, ''));
    if (loc) syntaxErrorPlaces.set(error, { url, line: loc.line, column: loc.column + 1 });
    throw error;
  }
}

/** True for a text that parses as a module only, because of its imports, exports, `import.meta` or `await`. */
export function looksLikeModule(source: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(source)) return false;
  const parses = (sourceType: SourceKind): boolean => {
    try {
      const isScript = sourceType === 'script';
      parse(source, {
        ecmaVersion: 'latest',
        sourceType,
        allowHashBang: true,
        allowReturnOutsideFunction: isScript,
      });
      return true;
    } catch {
      return false;
    }
  };
  return !parses('script') && parses('module');
}

/** Calls `visit` for every child node, in source order. */
export function forEachChild(node: AnyNode, visit: (child: AnyNode, key: string) => void): void {
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value as (AnyNode | null)[]) if (typeof item?.type === 'string') visit(item, key);
    } else if (typeof (value as AnyNode | null)?.type === 'string') visit(value as AnyNode, key);
  }
}

export const isFunction = (node: AnyNode): boolean =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';
