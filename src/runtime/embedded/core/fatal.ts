/** An error that nobody caught: what Node prints on standard error, and the exit code. */
import { bareWeakMap } from './bare.ts';
import { engine } from './engine.ts';
import type { Place, StackTraces } from './stack.ts';
import type { Untyped } from './untyped.ts';

export interface FatalHost {
  nodeVersion: string;
  stacks: StackTraces;
  /** Text of a learner's file by the url it was compiled under. */
  sourceText(url: string): string | undefined;
  inspect(value: unknown): string;
  writeError(text: string): void;
}

/** A syntax error's place, found by the parser; the engine does not tell it. */
export const syntaxErrorPlaces = bareWeakMap<object, Place>();

function excerpt(host: FatalHost, error: unknown): string {
  const syntax = typeof error === 'object' && error !== null ? syntaxErrorPlaces.get(error) : undefined;
  const place = syntax ?? host.stacks.locate(error);
  const source = place && host.sourceText(place.url);
  if (!place || source === undefined) return '';
  const line = source.split('\n')[place.line - 1] ?? '';
  // In a script Node marks the `throw`, in a module the place where the error was made.
  const thrown = syntax || place.url.startsWith('file:') ? -1 : line.search(/\bthrow\b/);
  const at = thrown >= 0 ? thrown : engine.max(0, place.column - 1);
  return `${place.url}:${place.line}\n${line}\n${line.slice(0, at).replace(/[^\t]/g, ' ')}^\n\n`;
}

function describe(host: FatalHost, error: Untyped): string {
  const isError = typeof error === 'object' && error !== null && typeof error.stack === 'string';
  // Without frames util.inspect puts an error in brackets, which Node's report never does.
  if (isError) return host.inspect(error).replace(/^\[([^\n]*)\]$/, '$1');
  // A value that is no error: Node adds how to find where it came from.
  const hint = '(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  const text = typeof error === 'object' && error !== null ? host.inspect(error) : engine.String(error);
  return `${text}\n${hint}`;
}

/** Prints the report; never throws, whatever the error's getters do. */
export function reportFatal(host: FatalHost, error: unknown): void {
  let text: string;
  try {
    text = excerpt(host, error) + describe(host, error);
  } catch {
    text = 'Uncaught error that cannot be shown';
  }
  host.writeError(`${text}\n\nNode.js v${host.nodeVersion}\n`);
}
