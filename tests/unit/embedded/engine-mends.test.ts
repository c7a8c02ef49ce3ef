/** What makes up for faults of browsers' engines changes nothing where there is no fault: same values, same jobs. */
import { expect, test } from 'vitest';
import { installFromAsync } from '#runtime/embedded/core/array-from-async.ts';
import { findEngineFaults, type EngineFaults } from '#runtime/embedded/core/engine-faults.ts';
import { CONTEXT } from '#runtime/embedded/core/loader/context-marks.ts';
import { createEdits } from '#runtime/embedded/core/loader/edits.ts';
import { mendingInstrument } from '#runtime/embedded/core/loader/engine-mends.ts';
import { parseSource } from '#runtime/embedded/core/loader/parse.ts';
import type { AnyNode } from '#runtime/embedded/core/loader/tree.ts';

const ALL: EngineFaults = {
  returnsUnawaited: true,
  losesRejections: true,
  fromAsyncDiffers: true,
  delegatesLate: true,
};

/** Lines of what a program logs, beside the promise jobs of a chain that runs along. */
const counting = (program: string): string => `
  const lines = [];
  const log = (...parts) => lines.push(parts.map(String).join(' '));
  let left = 40;
  const job = () => { if (left-- > 0) { log('job'); return Promise.resolve().then(job); } };
  const over = job();
  const bad = () => Promise.reject(new Error('no'));
  ${program}
  return over.then(async () => { for (let i = 0; i < 99; i++) await null; return lines.join('\\n'); });`;

async function run(program: string, mends: boolean): Promise<string> {
  const source = `(async function () { 'use strict';${counting(program)} })`;
  const edits = createEdits(source);
  const instrument = mendingInstrument(undefined, ALL)!;
  const tree = parseSource(source, 'script', 'program') as unknown as AnyNode;
  if (mends) instrument.mark(tree, edits, { isModule: false, isAsync: false }, 'program');
  const make = new Function(CONTEXT, `return ${edits.apply().code}`) as (
    marks: object,
  ) => () => Promise<string>;
  return make(instrument[CONTEXT])();
}

const settled = `.then((v) => log('value', JSON.stringify(v)), (e) => log('error', e.message))`;
const looped = (list: string, inside = `log(v);`): string =>
  `(async () => { try { for await (const v of ${list}) ${inside} } catch (e) { log('caught', e.name === 'TypeError' ? e.name : e.message); } log('after'); })();`;
const generator = (body: string): string => `(async function* () { ${body} })().next()${settled};`;

test.each([
  ['returned call', generator('return bad;')],
  ['returned promise', generator('return Promise.resolve(1);')],
  ['returned chain', generator('return 1, (0, Promise.resolve)?.call(Promise, 2);')],
  ['returned in brackets', generator('return (Promise.resolve(3))')],
  ['returned rejection', generator('try { return bad(); } finally { log("finally"); }')],
  ['nothing returned', generator('return;')],
  ['an array', looped('[1, Promise.resolve(2), 3]')],
  ['left early', looped('[1, 2]', `{ log(v); break; }`)],
  [
    'a generator left early',
    looped('(function* () { try { yield 1; } finally { log("closed"); } })()', `break;`),
  ],
  ['a rejection', looped('[1, bad()]')],
  [
    'a rejection of a generator',
    looped('(function* () { try { yield bad(); } finally { log("closed"); } })()'),
  ],
  ['a throwing generator', looped('(function* () { throw new Error("thrown"); })()')],
  ['a thenable that throws', looped('[{ then() { throw new Error("then"); } }]')],
  ['an async generator', looped('(async function* () { yield 1; yield bad(); })()')],
  ['no list', looped('5')],
  ['nothing', looped('null')],
])('a mended program runs as it is written: %s', async (_title, program) => {
  expect(await run(program, true)).toBe(await run(program, false));
});

test.each([
  ['[]'],
  ['[1, Promise.resolve(2)]'],
  ['[1, bad()]'],
  ['[1, 2], async (v, at) => v + at'],
  ['[1], () => { throw new Error("map"); }'],
  ['[1], () => bad()'],
  ['(async function* () { yield 1; yield bad(); })()'],
  ['(async function* () { yield 1; })(), () => bad()'],
  ['(async function* () { throw new Error("thrown"); })()'],
  ['(function* () { try { yield 1; yield bad(); } finally { log("closed"); } })()'],
  ['(function* () { throw new Error("thrown"); })()'],
  ['{ length: 2, 0: 1, 1: Promise.resolve(2) }'],
  ['{ length: 1, 0: bad() }'],
  ['{ length: 2, 0: 1, 1: 2 }, async (v) => v'],
  ['"ab"'],
])('Array.fromAsync in the place of the engine’s does what Node’s does: %s', async (items) => {
  const program = `Array.fromAsync(${items})${settled};`;
  const expected = await run(program, false);
  const before = Object.getOwnPropertyDescriptor(Array, 'fromAsync')!;
  try {
    installFromAsync();
    expect(await run(program, false)).toBe(expected);
  } finally {
    Object.defineProperty(Array, 'fromAsync', before);
  }
});

test('Node’s engine has none of the faults', async () => {
  const faults = findEngineFaults();
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(faults).toEqual({
    returnsUnawaited: false,
    losesRejections: false,
    fromAsyncDiffers: false,
    delegatesLate: false,
  });
});
