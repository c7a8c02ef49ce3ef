/**
 * Stack traces of engines that know them as text only, a frame a line: `name@url:line:column`. Their `error.stack`
 * stays as it is; what Node's library and its error report show is made from it.
 */
import { engine } from './engine.ts';
import type { Place, SourceMapping, StackTraces } from './stack.ts';

interface Frame extends Place {
  name: string;
}

const FRAME = /^(.*)@(.*):(\d+):(\d+)$/;

/** `headOf` gives the first line of an error's trace. */
export function createTextTraces(headOf: (error: Error) => string): StackTraces {
  const sources = new Map<string, SourceMapping>();

  /** The frames of the program and of Node's library, innermost first; undefined if this is no trace of the engine. */
  function framesOf(trace: unknown): Frame[] | undefined {
    if (typeof trace !== 'string') return undefined;
    const lines = trace.split('\n').filter(Boolean);
    if (!lines.every((line) => line.includes('@'))) return undefined;
    return lines.flatMap((line) => {
      const [, name = '', at = '', row, column] = FRAME.exec(line) ?? [];
      const url = engine.namedScript(at);
      const mapping = sources.get(url);
      if (!mapping && !url.startsWith('node:')) return [];
      return [{ name: shortName(name), url, ...original(mapping, Number(row), Number(column)) }];
    });
  }

  const inProgram = (frames: readonly Frame[] | undefined): Place | undefined => {
    const frame = frames?.find(({ url }) => sources.has(url));
    return frame && { url: frame.url, line: frame.line, column: frame.column };
  };

  return {
    addSource: (url, mapping) => void sources.set(url, mapping),
    caller: () => inProgram(framesOf(new engine.Error('here').stack)),
    locate(error) {
      if (typeof error !== 'object' || error === null) return undefined;
      return inProgram(framesOf((error as { stack?: unknown }).stack));
    },
    textOf(error) {
      const { stack } = error as { stack?: unknown };
      const frames = error instanceof engine.Error ? framesOf(stack) : undefined;
      if (!frames) return stack;
      const lines = frames.map(describe);
      return [headOf(error as Error), ...lines].join('\n');
    },
  };
}

/** The place in the learner's text; Node's library is told without one. */
function original(mapping: SourceMapping | undefined, line: number, column: number) {
  if (!mapping) return { line, column };
  const at = column - (line === 1 ? mapping.prefix + engine.scriptPrefix : 0);
  return { line, column: mapping.originalColumn(line, at) };
}

function describe({ name, url, line, column }: Frame): string {
  const place = url.startsWith('node:') ? url : `${url}:${line}:${column}`;
  return name ? `    at ${name} (${place})` : `    at ${place}`;
}

/** Firefox writes the way to a function: `outer/inner/<` for one without a name in `inner`. */
function shortName(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name === '<' || /^(async\*)?(anonymous|eval|eval code|global code|module code)?$/.test(name)
    ? ''
    : name.replace(/^async\*|<$/g, '');
}
