/** Errors that nobody catches where they happen, and the end of the program. */
import { pick } from './draw.ts';
import { promise } from './promises.ts';
import { delayTo, type Filler, isNode, kindOf, name, type Scope, takeSlot } from './scope.ts';
import { code, statement, type Code, type Statement } from './tree.ts';

/** Listens for what nobody catches; the first statement of a program that has such errors. */
export function listeners(scope: Scope): string {
  const { draw } = scope.shared;
  if (!isNode(scope))
    return `addEventListener('error', (event) => { log('error', event.error.message); ${draw(2) ? 'event.preventDefault(); ' : ''}queueMicrotask(() => log('after error')); });
addEventListener('unhandledrejection', (event) => { log('unhandled', event.reason.message, event.promise instanceof Promise); ${draw(2) ? 'event.preventDefault(); ' : ''}queueMicrotask(() => log('after unhandled')); });
addEventListener('rejectionhandled', (event) => log('handled', event.reason.message));
`;
  const rejections = draw(2)
    ? `process.on('unhandledRejection', (reason, promise) => { log('unhandled', reason.message, promise instanceof Promise); queueMicrotask(() => log('after unhandled')); });
process.on('rejectionHandled', () => log('handled'));\n`
    : '';
  return `process.on('uncaughtException', (error, origin) => { log('uncaught', error.message, origin); process.nextTick(() => log('tick after')); queueMicrotask(() => log('after uncaught')); });
${rejections}`;
}

/** Throws where nobody catches it, as the last statement of a callback. */
export function throwing(scope: Scope): Statement | undefined {
  const { errors, mayDie } = scope.shared;
  if (!scope.mayThrow || errors === 'none' || (errors === 'fatal' && !mayDie)) return undefined;
  // After an error it depends on the clock whether the next timer comes before the ticks.
  if (kindOf(scope) === 'zero-timers') return undefined;
  if (errors === 'fatal') scope.shared.mayDie = false;
  const label = name(scope, 'L');
  const what = pick(scope.shared.draw, [
    `new Error('${label}')`,
    `new TypeError('${label}')`,
    `Object.assign(new Error('${label}'), { code: 'E_${label}' })`,
  ]);
  return statement(code`log('${label} throws'); throw ${what};`);
}

/** A rejection that nobody handles, or too late. */
export function rejection(scope: Scope, filler: Filler): Statement | undefined {
  const { errors, draw, mayDie } = scope.shared;
  if (errors === 'none' || (errors === 'fatal' && !mayDie)) return undefined;
  if (!isNode(scope) && kindOf(scope) !== 'rejections') return undefined;
  const label = name(scope, 'L');
  const failing = pick(draw, [
    code`Promise.reject(new Error('${label}'))`,
    code`(async () => { await null; throw new Error('${label}'); })()`,
    code`new Promise((_, reject) => { ${filler.later(scope, code`() => reject(new Error('${label}'))`)} })`,
    code`Promise.all([${promise(scope, filler, false)}, Promise.reject(new Error('${label}'))])`,
    code`Promise.resolve().then(() => { throw new Error('${label}'); })`,
  ]);
  if (errors === 'fatal') {
    scope.shared.mayDie = false;
    return statement(code`${failing};`);
  }
  const slot = draw(3) === 0 ? takeSlot(scope) : undefined;
  const late = (): Code =>
    slot === undefined
      ? code``
      : code` setTimeout(() => p.catch((e) => log('${label} late', e.message)), ${delayTo(scope, slot)});`;
  const inTurn = code` queueMicrotask(() => { p.catch((e) => log('${label} in time', e.message)); });`;
  return statement(code`{ const p = ${failing};${draw(4) === 0 ? inTurn : late()} }`);
}

/** What a Node program says and does at its end. */
export function ending(scope: Scope): Statement | undefined {
  if (!isNode(scope)) return undefined;
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  return statement(
    pick(draw, [
      code`process.on('exit', (code) => { log('${label} exit', code); process.nextTick(() => log('never')); Promise.resolve().then(() => log('never seen')); });`,
      code`process.once('beforeExit', (code) => { log('${label} before exit', code); setImmediate(() => log('${label} once more')); });`,
      code`process.exitCode = ${2 + draw(5)};`,
      code`setImmediate(() => { process.on('exit', (code) => log('${label}', code)); });`,
    ]),
  );
}
