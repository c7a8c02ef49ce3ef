/**
 * Stack traces as Node prints them: the learner's files under their own names, Node's files as `node:…`, nothing of
 * the harness.
 */
import { bareMap, bareWeakMap } from './bare.ts';
import { engine } from './engine.ts';
import { createTextTraces } from './stack-text.ts';
import type { Untyped } from './untyped.ts';

/** How a compiled source relates to the learner's file. */
export interface SourceMapping {
  /** Characters that the wrapper puts before the first line. */
  prefix: number;
  /** Column in the learner's text for one in the compiled text, without the prefix. */
  originalColumn(line: number, column: number): number;
}

export interface StackTraces {
  /** Registers the name under which a learner's file is compiled. */
  addSource(url: string, mapping: SourceMapping): void;
  /** The innermost place in the learner's files on the present stack. */
  caller(): Place | undefined;
  /** Where an error was made, if it was in the learner's code. */
  locate(error: unknown): Place | undefined;
  /** An error's `stack` as Node would show it, or whatever else the program has put there. Getters may throw. */
  textOf(error: object): unknown;
}

/** Line and column count from 1. */
export interface Place {
  url: string;
  line: number;
  column: number;
}

type Prepare = (error: Error, sites: NodeJS.CallSite[]) => unknown;

interface V8Error {
  prepareStackTrace?: Prepare;
  stackTraceLimit: number;
  captureStackTrace?(target: object): void;
}

const { getOwnPropertySymbols, getPrototypeOf } = Object;

/** True for an error of Node's own classes, whose trace shows its code. */
function isNodeError(error: Error): error is Error & { code: string } {
  let kind: object | null = error;
  while ((kind = getPrototypeOf(kind) as object | null)) {
    if (getOwnPropertySymbols(kind).some(({ description }) => description === 'kIsNodeError')) return true;
  }
  return false;
}

/** Text of an error's first stack line; an error whose own toString fails must not stop the trace. */
function headOf(error: Error): string {
  try {
    if (isNodeError(error)) return `${error.name} [${error.code}]: ${error.message}`;
    return engine.apply(engine.Error.prototype.toString, error, []) as string;
  } catch {
    return '<error>';
  }
}

/** In V8 traces are structured and read as Node's everywhere; in other engines they are text, which is read here. */
export function installStackTraces(): StackTraces {
  return hasStructuredTraces() ? installStructured() : createTextTraces(headOf);
}

function hasStructuredTraces(): boolean {
  const V8Error = engine.Error as unknown as V8Error;
  V8Error.prepareStackTrace = (_error, sites) => sites;
  const isStructured = Array.isArray(new engine.Error('probe').stack);
  delete V8Error.prepareStackTrace;
  return isStructured;
}

function installStructured(): StackTraces {
  const sources = bareMap<string, SourceMapping>();
  const locations = bareWeakMap<object, Place>();
  const V8Error = engine.Error as unknown as V8Error;

  const urlOf = (site: NodeJS.CallSite): string =>
    (site as Untyped).getScriptNameOrSourceURL?.() ?? site.getFileName() ?? '';

  function column(site: NodeJS.CallSite, url: string): number {
    const mapping = sources.get(url);
    const line = site.getLineNumber() ?? 1;
    const at = (site.getColumnNumber() ?? 1) - (line === 1 ? (mapping?.prefix ?? 0) : 0);
    return mapping ? mapping.originalColumn(line, at) : at;
  }

  const nameIn = (text: string): string | undefined => /^(.*?) \(/.exec(text)?.[1];

  function describeLearners(site: NodeJS.CallSite, url: string): string {
    const place = `${url}:${site.getLineNumber()}:${column(site, url)}`;
    const name = nameIn(engine.String(site));
    // The code of a whole file was evaluated under the name `eval`.
    if (name === undefined || name === 'eval') return `    at ${place}`;
    return `    at ${name === 'Object.eval' ? 'Object.<anonymous>' : name} (${place})`;
  }

  function describeNative(site: NodeJS.CallSite, url: string): string {
    const name = nameIn(engine.String(site));
    return name ? `    at ${name} (${url})` : `    at ${url}`;
  }

  /** A frame's line, or null for one that Node would not have. `caller` is the next frame outwards. */
  function describe(site: NodeJS.CallSite, caller: NodeJS.CallSite | undefined): string | null {
    const url = urlOf(site);
    if (sources.has(url)) return describeLearners(site, url);
    if (url.startsWith('node:')) return describeNative(site, url);
    const text = engine.String(site);
    if (url !== '' || !/<anonymous>|native/.test(text)) return null;
    // Node's loop is no generator: a step of ours is no frame of the program.
    const isStep = text.endsWith('.next (<anonymous>)') && !(caller && sources.has(urlOf(caller)));
    return isStep ? null : `    at ${text}`;
  }

  function placeIn(sites: readonly NodeJS.CallSite[]): Place | undefined {
    const site = sites.find((one) => sources.has(urlOf(one)));
    if (!site) return undefined;
    const url = urlOf(site);
    return { url, line: site.getLineNumber() ?? 1, column: column(site, url) };
  }

  const prepare: Prepare = (error, sites) => {
    const place = placeIn(sites);
    if (place) locations.set(error, place);
    const lines = sites.map((site, at) => describe(site, sites[at + 1])).filter((line) => line !== null);
    return [headOf(error), ...lines].join('\n');
  };

  V8Error.prepareStackTrace = prepare;

  return {
    addSource: (url, mapping) => void sources.set(url, mapping),
    caller() {
      const holder: { stack?: unknown } = {};
      const limit = V8Error.stackTraceLimit;
      const before = V8Error.prepareStackTrace;
      V8Error.stackTraceLimit = 50;
      V8Error.prepareStackTrace = (_error, sites) => sites;
      V8Error.captureStackTrace?.(holder);
      const sites = holder.stack as NodeJS.CallSite[] | undefined;
      V8Error.stackTraceLimit = limit;
      if (before) V8Error.prepareStackTrace = before;
      else delete V8Error.prepareStackTrace;
      return sites && placeIn(sites);
    },
    locate(error) {
      if (typeof error !== 'object' || error === null) return undefined;
      void (error as { stack?: unknown }).stack; // formats the trace, which notes the place
      return locations.get(error);
    },
    textOf: (error) => (error as { stack?: unknown }).stack,
  };
}
