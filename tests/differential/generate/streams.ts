/** Node's streams and those of the web, in Node. */
import { pick } from './draw.ts';
import { deeper, type Filler, isNode, name, type Scope } from './scope.ts';
import { code, statement, type Code, type Statement } from './tree.ts';

const notes = (of: string, label: string, names: readonly string[]): string =>
  `${of}${names.map((event) => `.on('${event}', () => log('${label} ${event}'))`).join('')}.on('error', (e) => log('${label} error', e.message));`;

export function stream(scope: Scope, filler: Filler): Statement | undefined {
  if (!isNode(scope)) return undefined;
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const body = (): Code => code`${filler.block(deeper(scope))}`;
  const from = `Readable.from([${Array.from({ length: 1 + draw(4) }, () => draw(90)).join(', ')}]${draw(2) ? `, { highWaterMark: ${1 + draw(3)} }` : ''})`;
  const mapped = pick(draw, [
    '',
    '',
    '.map(async (x) => x + 1)',
    '.map((x) => x * 2, { concurrency: 2 })',
    '.filter((x) => x > 20)',
    '.take(2)',
    '.drop(1)',
  ]);
  const done = pick(draw, ['d();', 'process.nextTick(d);', 'queueMicrotask(d);', "d(new Error('sink'));"]);
  const ways: (() => Code)[] = [
    () =>
      code`{ const s = ${from}${mapped}; ${notes('s', label, ['end', 'close'])} s.on('data', (d) => { log('${label}', d); ${body()} }); }`,
    () =>
      code`{ const s = ${from}; ${notes('s', label, ['readable', 'end', 'close'])} s.on('readable', () => { for (let c; (c = s.read()) !== null;) log('${label}', c); }); }`,
    () =>
      code`(async () => { for await (const d of ${from}${mapped}) { log('${label}', d); ${pick(draw, ['', 'await null;', 'break;'])} ${body()} } log('${label} after'); })();`,
    () =>
      code`{ const s = ${from}; s.pipe(new Transform({ objectMode: true, transform(c, _, d) { log('${label} transform', c); ${draw(2) ? 'd(null, c * 2);' : 'this.push(c); d();'} }, flush(d) { log('${label} flush'); d(); } })).on('data', (d) => log('${label}', d)).on('end', () => ${body()}); }`,
    () =>
      code`pipeline(${from}${mapped}, async function* (input) { for await (const x of input) yield String(x); }, new Writable({ objectMode: true, write(c, _, d) { log('${label}', c); ${done} } }), (e) => { log('${label} done', e?.message ?? 'well'); ${body()} });`,
    () =>
      code`{ const w = new Writable({ highWaterMark: ${1 + draw(8)}, ${draw(2) ? 'decodeStrings: false, ' : ''}write(c, e, d) { log('${label}', String(c), e); ${done} } }); ${notes('w', label, ['drain', 'finish', 'close'])} log(w.write('ab'), w.write('cd', () => log('${label} written')), w.writableLength); ${draw(2) ? `w.end('ef');` : 'w.destroy();'} }`,
    () =>
      code`{ const s = new Readable({ read() { this.push('a'); this.push(null); } }); finished(s, (e) => { log('${label} finished', e?.message ?? 'well'); ${body()} }); ${notes('s', label, ['end', 'close'])} ${draw(2) ? 's.resume();' : `s.destroy(new Error('${label}'));`} }`,
    () =>
      code`{ const p = new PassThrough(); ${notes('p', label, ['end', 'finish', 'close'])} p.on('data', (d) => log('${label}', String(d))); p.write('one'); ${filler.later(scope, code`() => { p.end('two'); }`)} }`,
  ];
  return statement(pick(draw, ways)());
}

export function webStream(scope: Scope, filler: Filler): Statement | undefined {
  if (!isNode(scope)) return undefined;
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const use = pick(draw, [
    code`for await (const v of s) { log('${label}', v); ${filler.block(deeper(scope))} }`,
    code`const r = s.getReader(); log('${label}', (await r.read()).value, (await r.read()).done);`,
    code`const [a, b] = s.tee(); log('${label}', (await Array.fromAsync(b)).join(), (await Array.fromAsync(a)).join());`,
    code`await s.pipeThrough(new TransformStream({ transform(c, t) { t.enqueue(c * 2); } })).pipeTo(new WritableStream({ write(c) { log('${label}', c); } }));`,
  ]);
  return statement(
    code`{ let n = 0; const s = new ReadableStream({ pull(c) { c.enqueue(n++); if (n > ${draw(4)}) c.close(); } }, { highWaterMark: ${draw(3)} }); (async () => { ${use} log('${label} done'); })(); }`,
  );
}
