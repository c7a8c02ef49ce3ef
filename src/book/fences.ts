import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import { BookError, type Place } from './book-error.ts';
import { parseChapter } from './chapter-tree.ts';
import type { Printed } from './compare-output.ts';
import { parseInfoString, type InfoString } from './info-string.ts';
import { findOutputMarks, type OutputMark } from './output-marks.ts';

/** Where a block of the book runs. */
export type FenceHost = 'node-esm' | 'node-cjs' | 'browser' | 'browser-module';

const SERVERS = ['redis', 'rabbitmq', 'nats', 'mqtt'] as const;

/** A server that a block of the book may talk to. */
export type Server = (typeof SERVERS)[number];

interface FenceBase {
  /** `line` is that of the opening fence. */
  place: Place;
  lang: string;
  code: string;
  /** File name or caption shown above the block. */
  title: string | undefined;
  marks: readonly OutputMark[];
}

/** A block that the tests run, and what it must print. */
export interface RunnableFence extends FenceBase {
  kind: 'run';
  host: FenceHost;
  exitCode: number;
  /** The order of the lines is not determined: they are compared as a multiset. */
  anyOrder: boolean;
  /** The server without which the block cannot run. */
  needs: Server | undefined;
}

/** A block that nobody runs, and why. */
interface StillFence extends FenceBase {
  kind: 'norun';
  reason: string;
}

export interface DiagramFence extends FenceBase {
  kind: 'diagram';
  title: string;
  description: string;
}

export type Fence = RunnableFence | StillFence | DiagramFence;

const KEYS = {
  'js node': ['node', 'cjs', 'exit', 'anyorder', 'needs', 'title'],
  'js browser': ['browser', 'module', 'anyorder', 'title'],
  norun: ['norun', 'title'],
  mermaid: ['title', 'description'],
};

const HOW_TO =
  'write “js node”, “js node cjs”, “js browser”, “js browser module”, or the language with norun="the reason".';

/**
 * Every fence of a chapter, from top to bottom.
 * @throws BookError for a fence whose info string does not follow the grammar.
 */
export function parseFences(text: string, file: string): Fence[] {
  const fences: Fence[] = [];
  visit(parseChapter(text, file), 'code', (node) => {
    fences.push(readFence(node, file));
  });
  return fences;
}

/**
 * The meaning of one code node of a chapter's syntax tree.
 * @throws BookError for an info string that does not follow the grammar.
 */
export function readFence(node: Code, file: string): Fence {
  const place: Place = { file, line: node.position?.start.line ?? 1 };
  const lang = node.lang ?? '';
  const info = parseInfoString(node.meta ?? '', place);
  const title = textOf(info, 'title', place);
  const base = { place, lang, code: node.value, title };
  if (lang === 'mermaid') {
    onlyKeys(info, KEYS.mermaid, 'a mermaid fence', place);
    return {
      ...base,
      kind: 'diagram',
      title: required(title, 'title', place),
      description: required(textOf(info, 'description', place), 'description', place),
      marks: [],
    };
  }
  const reason = textOf(info, 'norun', place);
  if (reason !== undefined) {
    onlyKeys(info, KEYS.norun, 'a norun fence', place);
    const marks = lang === 'js' ? findOutputMarks(node.value, 'module') : [];
    return { ...base, kind: 'norun', reason, marks };
  }
  if (lang !== 'js') {
    throw new BookError(
      place,
      `nothing runs this “${lang || 'unnamed'}” fence, and it does not say why`,
      HOW_TO,
    );
  }
  return readRunnable(base, info);
}

/** What the book says that a block prints. */
export function printedBy({ marks, anyOrder, exitCode }: RunnableFence): Printed {
  const textsOf = (stream: OutputMark['stream']) =>
    marks.filter((mark) => mark.stream === stream).map((mark) => mark.text);
  return { stdout: textsOf('stdout'), stderr: textsOf('stderr'), anyOrder, exitCode };
}

function readRunnable(base: Omit<FenceBase, 'marks'>, info: InfoString): RunnableFence {
  const { place, code } = base;
  if (info.has('node') === info.has('browser')) {
    throw new BookError(place, 'the fence does not say where it runs', HOW_TO);
  }
  const host = hostOf(info);
  const browser = info.has('browser');
  onlyKeys(
    info,
    browser ? KEYS['js browser'] : KEYS['js node'],
    `a “${browser ? 'js browser' : 'js node'}” fence`,
    place,
  );
  const sourceType = host === 'node-cjs' ? 'commonjs' : host === 'browser' ? 'script' : 'module';
  return {
    ...base,
    kind: 'run',
    host,
    exitCode: exitCodeOf(info, place),
    anyOrder: info.has('anyorder'),
    needs: serverOf(info, place),
    marks: findOutputMarks(code, sourceType),
  };
}

function hostOf(info: InfoString): FenceHost {
  if (info.has('node')) return info.has('cjs') ? 'node-cjs' : 'node-esm';
  return info.has('module') ? 'browser-module' : 'browser';
}

function exitCodeOf(info: InfoString, place: Place): number {
  const exit = info.get('exit') ?? '0';
  if (exit === true || !/^\d{1,3}$/.test(exit)) {
    throw new BookError(place, `exit=${exit} is no exit code`, 'write a whole number, for example exit=1.');
  }
  return Number(exit);
}

function serverOf(info: InfoString, place: Place): Server | undefined {
  const needs = textOf(info, 'needs', place);
  if (needs === undefined) return undefined;
  const server = SERVERS.find((name) => name === needs);
  if (!server) {
    throw new BookError(place, `no server is known as “${needs}”`, `write one of ${SERVERS.join(', ')}.`);
  }
  return server;
}

function onlyKeys(info: InfoString, allowed: readonly string[], what: string, place: Place): void {
  for (const key of info.keys()) {
    if (!allowed.includes(key)) {
      throw new BookError(place, `${what} has no “${key}”`, `use only ${allowed.join(', ')}.`);
    }
  }
}

function textOf(info: InfoString, key: string, place: Place): string | undefined {
  const value = info.get(key);
  if (value === true || value?.trim() === '') {
    throw new BookError(place, `“${key}” says nothing`, `write ${key}="…" with some words.`);
  }
  return value;
}

function required(value: string | undefined, key: string, place: Place): string {
  if (value === undefined) {
    throw new BookError(
      place,
      `the diagram has no ${key}`,
      `add ${key}="…" after “mermaid”: readers who cannot see it need it.`,
    );
  }
  return value;
}
