/** Parsing a learner's file, with errors that carry their place and the engine's own words. */
import { parse, type Program } from 'acorn';
import { engine } from '../engine.ts';
import { syntaxErrorPlaces } from '../fatal.ts';

export type SourceKind = 'script' | 'module';

type Compile = (code: string) => void;

/** Compiles a text as it stands, so that the engine sees where it ends. Variables go no further than this function. */
const compileAlone = (
  engine.evaluate('(function(eval){return function(){eval(arguments[0])}})') as (evaluate: unknown) => Compile
)(engine.eval);

/** Compiles a function for its syntax only: what may stand there may not stand in a text by itself. */
const compileFunction: Compile = (code) => void engine.evaluate(`(${code})`);

const MODULE_ONLY =
  /^[ \t]*(?:import\b[^;'"()]*(['"])[^'"\n]*\1[^\n;]*;?|export\s+(?:default\s+)?(?:\{[^}]*\};?)?)/gm;

const OWN_STRICT = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*(['"])use strict\1/;

function messageOf(compile: Compile, code: string): string | undefined {
  try {
    compile(code);
  } catch (error) {
    if (error instanceof SyntaxError && !/import|export/.test(error.message)) return error.message;
  }
  return undefined;
}

// V8's message says more than the parser's; the parser's place is right.
function engineMessage(source: string, kind: SourceKind): string | undefined {
  const isModule = kind === 'module';
  // Only modules may import and export, and neither a script nor a function is one.
  const body = (isModule ? source.replace(MODULE_ONLY, '') : source).replace(/^#!.*/, '');
  const strict = isModule || OWN_STRICT.test(body) ? '"use strict";' : '';
  // Nothing of it is carried out, whatever the engine makes of it.
  const alone = messageOf(compileAlone, `${strict}throw 0;${body}`);
  if (alone !== undefined && !/^await is|^Illegal return/.test(alone)) return alone;
  const wrapped = messageOf(
    compileFunction,
    isModule ? `async()=>{"use strict";${body}\n}` : `function(){${body}\n}`,
  );
  // In a module `await` is a reserved word.
  return isModule && wrapped?.startsWith('await is') ? 'Unexpected reserved word' : wrapped;
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

/** What the parser says of a script whose first error is syntax that only modules have. */
const MODULE_SYNTAX = /^'import' and 'export' may appear only|^Cannot use 'import\.meta'/;

/**
 * True for a text that Node takes for a module where no type says what it is: one that is no script because of imports,
 * exports or `import.meta`, even if it is no module either, or because of an `await` that is right in a module.
 */
export function looksLikeModule(source: string): boolean {
  if (!/\b(?:import|export|await)\b/.test(source)) return false;
  const errorAs = (sourceType: SourceKind): string | undefined => {
    try {
      const isScript = sourceType === 'script';
      parse(source, {
        ecmaVersion: 'latest',
        sourceType,
        allowHashBang: true,
        allowReturnOutsideFunction: isScript,
      });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const asScript = errorAs('script');
  if (asScript === undefined) return false;
  return MODULE_SYNTAX.test(asScript) || errorAs('module') === undefined;
}
