/**
 * Programs made at random from a seed, over all that decides an order, and free of races by construction: timers fire
 * far apart, and a turn of the loop queues tasks of one source only.
 */
import type { Host } from '#lab/model.ts';
import { callback, channel, interval, later, timer } from './callbacks.ts';
import { createDraw, pick } from './draw.ts';
import { ending, listeners, rejection, throwing } from './errors.ts';
import { abort, elements, emitter, target } from './events.ts';
import { asyncFunction, awaiting, loop, requests, sleeping } from './iteration.ts';
import { LIBRARY_HEAD, libraryStatements } from './library.ts';
import { promise, reactions } from './promises.ts';
import { type ErrorMode, type Filler, gapOf, name, type Scope, type Shared } from './scope.ts';
import { stream, webStream } from './streams.ts';
import { code, type GeneratedProgram, type HeadLine, type Statement, statement } from './tree.ts';

/** Makes a statement in a scope; undefined if it does not fit there. */
type Maker = (scope: Scope, filler: Filler) => Statement | undefined;

/** Each as often as its number says. */
const MAKERS: readonly Maker[] = [
  [callback, 4],
  [timer, 2],
  [interval, 1],
  [channel, 1],
  [reactions, 3],
  [asyncFunction, 2],
  [awaiting, 3],
  [sleeping, 1],
  [loop, 2],
  [requests, 1],
  [emitter, 2],
  [target, 1],
  [abort, 1],
  [elements, 1],
  [stream, 2],
  [webStream, 1],
  [rejection, 2],
].flatMap(([maker, times]) => Array.from({ length: times as number }, () => maker as Maker));

const say = (scope: Scope): Statement => statement(code`log('${name(scope, 'L')}');`);

const filler: Filler = {
  block(scope) {
    const { draw } = scope.shared;
    const statements = [say(scope)];
    const wanted = scope.depth > 3 ? 0 : draw(scope.depth === 0 ? 5 : 3);
    for (let i = 0; i < wanted && scope.shared.budget > 0; i++) {
      scope.shared.budget--;
      const made = pick(draw, MAKERS)(scope, filler);
      if (made) statements.push(made);
    }
    if (draw(3) === 0) {
      const thrown = throwing(scope);
      if (thrown) statements.push(thrown);
    }
    return { statements };
  },
  promise,
  later,
};

const NODE_NAMES = {
  'node:events': ['EventEmitter', 'on', 'once'],
  'node:stream': ['PassThrough', 'Readable', 'Transform', 'Writable', 'finished', 'pipeline'],
  'node:timers/promises': ['setInterval as every', 'setTimeout as sleep'],
};

const LOG = {
  name: 'log',
  text: 'const log = (...parts) => console.log(...parts);\n',
};

const POST = `const posts = [];
const { port1: outer, port2: inner } = new MessageChannel();
inner.onmessage = ({ data }) => posts[data]();
const post = (callback) => outer.postMessage(posts.push(callback) - 1);
`;

// An open port that someone listens to keeps Node alive.
const POST_IN_NODE = `const posts = [];
const { port1: outer, port2: inner } = new MessageChannel();
let waiting = 0;
inner.onmessage = ({ data }) => { if (--waiting === 0) inner.unref(); posts[data](); };
inner.unref();
const post = (callback) => { waiting++; inner.ref(); outer.postMessage(posts.push(callback) - 1); };
`;

const POST_TO_WINDOW = `const sent = [];
addEventListener('message', ({ data }) => sent[data]?.());
const postToWindow = (callback) => window.postMessage(sent.push(callback) - 1, '*');
`;

function head(host: Host): HeadLine[] {
  if (host === 'browser')
    return [LOG, { name: 'post', text: POST }, { name: 'postToWindow', text: POST_TO_WINDOW }];
  const imports = Object.entries(NODE_NAMES).flatMap(([module, names]) =>
    names.map((imported) => ({
      name: imported.split(' ').at(-1)!,
      text:
        host === 'node-esm'
          ? `import { ${imported} } from '${module}';\n`
          : `const { ${imported.replace(' as ', ': ')} } = require('${module}');\n`,
    })),
  );
  return [...imports, LOG, { name: 'post', text: POST_IN_NODE }];
}

function sharedOf(seed: number, host: Host, racy: boolean): Shared {
  const draw = createDraw(seed);
  const errors: ErrorMode = pick(draw, ['none', 'none', 'handled', host === 'browser' ? 'handled' : 'fatal']);
  return {
    draw,
    host,
    racy,
    errors: racy ? 'none' : errors,
    budget: 6 + draw(14),
    names: 0,
    slots: new Set(),
    kinds: new Map(),
    mayDie: errors === 'fatal' && !racy,
  };
}

/** `racy` programs have orders that their host does not determine, for the tests of race detection. */
export function generateProgram(seed: number, host: Host, racy = false): GeneratedProgram {
  const shared = sharedOf(seed, host, racy);
  const { draw } = shared;
  const program = `seed ${seed}`;
  if (host === 'node-esm' && !racy && draw(10) === 0)
    return {
      name: program,
      host,
      head: LIBRARY_HEAD,
      body: { statements: libraryStatements(draw) },
      horizon: 0,
    };
  const main: Scope = {
    shared,
    depth: 0,
    slot: 0,
    isAsync: host === 'node-esm',
    mayThrow: true,
  };
  const body: Statement[] = [];
  if (shared.errors === 'handled') body.push(statement(code`${listeners(main).trimEnd()}`));
  if (draw(3) === 0) {
    const made = ending(main);
    if (made) body.push(made);
  }
  main.mayThrow = false;
  for (let rounds = 0; shared.budget > 0 && rounds < 8; rounds++) body.push(...filler.block(main).statements);
  main.mayThrow = true;
  const thrown = draw(6) === 0 && host !== 'browser' ? throwing(main) : undefined;
  if (thrown) body.push(thrown);
  const horizon = (Math.max(0, ...shared.slots) + 1) * gapOf(shared);
  return { name: program, host, head: head(host), body: { statements: body }, horizon };
}
