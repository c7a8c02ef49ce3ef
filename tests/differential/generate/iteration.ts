/** Async functions, async generators, and the loops over them. */
import { pick } from './draw.ts';
import { promise, value } from './promises.ts';
import { deeper, delayTo, type Filler, isNode, name, type Scope, takeSlot } from './scope.ts';
import { code, statement, type Code, type Statement } from './tree.ts';

const asyncScope = (scope: Scope): Scope => deeper(scope, { isAsync: true });

export function asyncFunction(scope: Scope, filler: Filler): Statement {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const body = (): Code => code`${filler.block(asyncScope(scope))}`;
  const handled = code`.then((v) => log('${label}', String(v)), (e) => log('${label} caught', String(e)));`;
  const ways: (() => Code)[] = [
    () => code`(async () => ${body()})()${handled}`,
    () => code`(async function ${name(scope, 'f')}() ${body()})()${handled}`,
    () =>
      code`(async () => { try { await ${value(scope, filler, true)}; ${body()} } catch (e) { log('${label}', e.message); } finally { log('${label} finally'); } })();`,
    () =>
      code`(async () => { await ${value(scope, filler, false)}; log('${label} 1'); await ${value(scope, filler, false)}; log('${label} 2'); })();`,
    () =>
      code`({ async ${label}() { return await this.inner(); }, async inner() ${body()} }).${label}()${handled}`,
    () =>
      code`(async () => { const all = await Promise.all([${promise(scope, filler, true)}, ${value(scope, filler, true)}]); log('${label}', all.length); })()${handled}`,
  ];
  return statement(pick(draw, ways)());
}

/** An await where one may stand. */
export function awaiting(scope: Scope, filler: Filler): Statement | undefined {
  if (!scope.isAsync) return undefined;
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const ways: (() => Code)[] = [
    () => code`log('${label}', String(await ${value(scope, filler, false)}));`,
    () => code`await ${value(scope, filler, false)};`,
    () =>
      code`try { log('${label}', String(await ${value(scope, filler, true)})); } catch (e) { log('${label} caught', String(e)); }`,
  ];
  return statement(pick(draw, ways)());
}

/** Sleeps in an async function; what follows runs in another turn. */
export function sleeping(scope: Scope): Statement | undefined {
  if (!scope.isAsync) return undefined;
  const slot = takeSlot(scope);
  if (slot === undefined) return undefined;
  const delay = delayTo(scope, slot);
  const way =
    isNode(scope) && scope.shared.draw(2)
      ? `sleep(${delay})`
      : `new Promise((resolve) => setTimeout(resolve, ${delay}))`;
  scope.slot = slot;
  return statement(code`await ${way};`);
}

/** What a `for await` can go over. */
function source(scope: Scope, filler: Filler): Code {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const one = (): Code => value(deeper(scope), filler, false);
  const inner = (): Code => code`${filler.block(deeper(scope))}`;
  const ways: (() => Code)[] = [
    () => code`(async function* () { yield ${one()}; log('${label}'); yield 2; })()`,
    () =>
      code`(async function* () { try { yield await ${one()}; yield 'second'; } finally { log('${label} closed'); } })()`,
    () =>
      code`(async function* () { try { yield 1; await ${one()}; yield 2; } finally { await null; log('${label} closed'); } })()`,
    () =>
      code`(async function* () { const r = yield* (async function* () { yield ${one()}; return '${label}'; })(); log(r); yield 3; })()`,
    () => code`(async function* () { yield* [${one()}, 'plain']; ${inner()} return 4; })()`,
    () => code`(async function* () { yield 1; throw new Error('${label}'); })()`,
    () => code`(async function* () { return ${one()}; })()`,
    () => code`[${one()}, ${one()}, 'plain']`,
    () => code`(function* () { try { yield ${one()}; yield 2; } finally { log('${label} closed'); } })()`,
    () =>
      code`{ [Symbol.asyncIterator]() { let n = 0; return { next: async () => ({ value: n, done: ++n > 2 }), return: async () => { log('${label} return'); return {}; } }; } }`,
    () =>
      code`{ [Symbol.asyncIterator]() { let n = 0; return { next: () => ({ value: n, done: ++n > 3 }) }; } }`,
    () =>
      code`{ [Symbol.asyncIterator]() { let n = 0; return { next: () => new Promise((resolve) => { ${filler.later(scope, code`() => resolve({ value: n, done: ++n > 2 })`)} }) }; } }`,
  ];
  return pick(draw, ways)();
}

export function loop(scope: Scope, filler: Filler): Statement {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const body = filler.block(deeper(scope));
  const exit = pick(draw, [
    '',
    '',
    'break;',
    `throw new Error('${label}');`,
    `if (v === 2) break;`,
    'continue;',
  ]);
  return statement(
    code`(async () => { for await (const v of ${source(scope, filler)}) { log('${label}', String(v)); ${body} ${exit} } log('${label} after'); })().catch((e) => log('${label} caught', e.message));`,
  );
}

/** Engines word their own errors differently. */
const MESSAGE = 'e instanceof TypeError ? e.name : e.message';

/** An async generator driven by hand, with its requests in a queue. */
export function requests(scope: Scope, filler: Filler): Statement {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const calls = Array.from({ length: 2 + draw(3) }, (_, at) =>
    pick(draw, [`g.next(${at})`, `g.next(${at})`, `g.return('r${at}')`, `g.throw(new Error('t${at}'))`]),
  );
  const shown = calls.map(
    (call, at) =>
      `${call}.then(({ value, done }) => log('${label} ${at}', String(value), done), (e) => log('${label} ${at}', ${MESSAGE}));`,
  );
  return statement(
    code`{ const g = (async function* () { try { const got = yield ${value(scope, filler, false)}; log('${label}', String(got)); yield* ${source(scope, filler)}; } catch (e) { log('${label} caught', ${MESSAGE}); yield 'rescued'; } })(); ${shown.join(' ')} }`,
  );
}
