/** Programs over the rest of Node's library: contexts, the printing of values, the network. Node only, ES modules only. */
import { type Draw, pick } from './draw.ts';
import { code, type HeadLine, statement, type Statement } from './tree.ts';

type Step = (name: string, draw: Draw) => string;

/** Something that calls `callback` later, without a timer. */
const later = (draw: Draw, callback: string): string =>
  pick(draw, [
    `process.nextTick(() => { ${callback} });`,
    `queueMicrotask(() => { ${callback} });`,
    `Promise.resolve().then(() => { ${callback} });`,
    `(async () => { await null; ${callback} })();`,
    `(async () => { await (async () => {})(); ${callback} })();`,
  ]);

const steps: Readonly<Record<string, Step>> = {
  emitter: (name, draw) => `{ const e = new EventEmitter(${draw(2) ? '{ captureRejections: true }' : ''});
  e.${pick(draw, ['on', 'once', 'prependListener', 'prependOnceListener'])}('x', (...a) => { log('${name}', 1, ...a); ${draw(2) ? `e.off('x', second);` : ''} });
  function second(v) { log('${name}', 2, v, this === e); } e.${pick(draw, ['on', 'once', 'prependListener'])}('x', second);
  e.on('error', (error) => log('${name} error', error.message)); e.on('y', async () => { ${draw(2) ? `throw new Error('late');` : ''} });
  log(e.emit('x', ${draw(9)}), e.emit('x', ${draw(9)}), e.listenerCount('x'), e.eventNames()); e.emit('y'); ${draw(2) ? `e.emit('error', new Error('e'));` : ''} }`,
  context: (name, draw) =>
    `{ const als = new AsyncLocalStorage(); als.run('${name}', () => { ${later(draw, `log(als.getStore()); ${later(draw, 'log(als.getStore());')}`)} setImmediate(() => log(als.getStore())); ${draw(2) ? `als.exit(() => log(als.getStore()));` : ''} }); log(als.getStore()); }`,
  inspect: (name, draw) =>
    `log(inspect(${pick(draw, ['new Map([[{ a: 1 }, new Set([1, [2]])]])', '{ a: { b: { c: { d: 1 } } }, f() {}, get g() { return 1; } }', 'Object.assign(Object.create({ p: 1 }), { [Symbol.for("s")]: [1, , 3] })', 'class A extends EventEmitter {}', '[new Error("x").message, 1n, -0, "a\\nb"]', 'new Proxy({ a: 1 }, {})', 'Buffer.from("abc")', 'new Uint16Array(3)'])}, { depth: ${draw(4)}, compact: ${pick(draw, ['3', 'false', 'true', '1'])}, breakLength: ${pick(draw, ['80', '20', 'Infinity'])}, showHidden: ${draw(2) === 0} }), '${name}');`,
};

const last: Readonly<Record<string, Step>> = {
  http: (
    name,
    draw,
  ) => `{ const server = http.createServer(async (req, res) => { log('${name}', req.method, req.url); ${pick(draw, [`res.end('plain');`, `res.write('one'); setImmediate(() => res.end('two'));`, `let body = ''; for await (const c of req) body += c; res.statusCode = 201; res.end(body + '!');`, `res.writeHead(404, { 'x-a': 'b' }).end();`])} });
  await once(server.listen(0), 'listening'); const url = 'http://localhost:' + server.address().port + '/${draw(9)}';
  const r = await fetch(url, { method: '${pick(draw, ['POST', 'PUT'])}', body: 'data' }); log(r.status, r.ok, r.headers.get('x-a'), await r.${pick(draw, ['text()', 'arrayBuffer()', 'blob()'])});
  server.close(() => log('${name} closed')); }`,
  exit: (name, draw) =>
    `process.on('exit', (c) => log('${name}', c)); process.on('beforeExit', () => log('before')); ${pick(draw, ['process.exitCode = 3;', 'setImmediate(() => process.exit(4));', '', "setImmediate(() => { throw new Error('end'); });"])}`,
};

export const LIBRARY_HEAD: readonly HeadLine[] = [
  {
    name: 'AsyncLocalStorage',
    text: `import { AsyncLocalStorage } from 'node:async_hooks';\n`,
  },
  {
    name: 'EventEmitter',
    text: `import { EventEmitter } from 'node:events';\n`,
  },
  { name: 'once', text: `import { once } from 'node:events';\n` },
  { name: 'http', text: `import http from 'node:http';\n` },
  { name: 'inspect', text: `import { inspect } from 'node:util';\n` },
  { name: 'log', text: 'const log = (...parts) => console.log(...parts);\n' },
];

export function libraryStatements(draw: Draw): Statement[] {
  const kinds = Object.keys(steps);
  const made = Array.from({ length: 2 + draw(3) }, (_, at) => steps[pick(draw, kinds)]!(`s${at}`, draw));
  if (draw(2) === 0) made.push(last[pick(draw, Object.keys(last))]!('last', draw));
  return made.map((text) => statement(code`${text}`));
}
