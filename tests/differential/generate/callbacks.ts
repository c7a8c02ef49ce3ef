/** Callbacks for later: microtasks, ticks, tasks of the turn's own kind, and timers at moments of their own. */
import { pick } from './draw.ts';
import { deeper, delayTo, type Filler, isNode, kindOf, name, type Scope, takeSlot } from './scope.ts';
import { code, statement, type Code, type Statement } from './tree.ts';

/** Ways to have `called`, an expression of a function, called later in this turn. */
function ways(scope: Scope, called: Code): Code[] {
  const found: Code[] = [
    code`queueMicrotask(${called});`,
    code`Promise.resolve().then(${called});`,
    code`(async () => { await null; (${called})(); })();`,
  ];
  if (isNode(scope)) found.push(code`process.nextTick(${called});`, code`process.nextTick(${called});`);
  found.push(...taskWays(scope, called));
  return found;
}

function taskWays(scope: Scope, called: Code): Code[] {
  if (scope.shared.racy) {
    const timers = [code`setTimeout(${called}, 0);`, code`setTimeout(${called}, 1);`];
    return [...timers, isNode(scope) ? code`setImmediate(${called});` : code`post(${called});`];
  }
  switch (kindOf(scope)) {
    case 'loop':
      return [code`setImmediate(${called});`, code`setImmediate(${called});`, code`post(${called});`];
    case 'zero-timers':
      return [code`setTimeout(${called}, 0);`, code`setTimeout(${called});`];
    case 'messages':
      return [code`post(${called});`, code`post(${called});`];
    case 'window-messages':
      return [code`postToWindow(${called});`, code`postToWindow(${called});`];
    // Two frames are the most that end before the next timer.
    case 'frames':
      return scope.depth < 2 ? [code`requestAnimationFrame(${called});`] : [];
    case 'idle':
      return scope.depth < 2 ? [code`requestIdleCallback(${called});`] : [];
    default:
      return [];
  }
}

/** @returns a statement */
export const later = (scope: Scope, called: Code): Code => pick(scope.shared.draw, ways(scope, called));

/**
 * Whether an error may leave a callback of this text: that of a promise's callback does not, and after one of a timer
 * it depends on the clock whether the next timer comes before the ticks.
 */
const isBare = (parts: Code): boolean => {
  const [first] = parts;
  return typeof first === 'string' && !/^(Promise|\(async|setTimeout)/.test(first);
};

export function callback(scope: Scope, filler: Filler): Statement {
  const { draw } = scope.shared;
  const empty = later(scope, code``);
  const [first] = empty;
  const body = filler.block(deeper(scope, { mayThrow: isBare(empty) }));
  const named = draw(3) === 0 ? code`function ${name(scope, 'f')}() ${body}` : code`() => ${body}`;
  // The same way once more, now with its callback.
  return statement(ways(scope, named).find(([start]) => start === first) ?? later(scope, named));
}

export function timer(scope: Scope, filler: Filler): Statement | undefined {
  const { draw } = scope.shared;
  const slot = takeSlot(scope);
  if (slot === undefined) return undefined;
  const delay = delayTo(scope, slot);
  const label = name(scope, 'L');
  const at = deeper(scope, { slot, mayThrow: true, depth: 1 });
  const body = filler.block(at);
  const plain: (() => Code)[] = [
    () => code`setTimeout(() => ${body}, ${delay});`,
    () => code`setTimeout((...args) => { log('${label}', ...args); ${body} }, ${delay}, 'a', 2);`,
    () =>
      code`{ const t = setTimeout(() => log('${label} never'), ${delay}); setTimeout(() => ${body}, ${delay}); clearTimeout(t); }`,
    // Two timers of one length: first come, first served.
    () =>
      code`setTimeout(() => { log('${label}'); queueMicrotask(() => log('${label} micro')); }, ${delay}); setTimeout(() => log('${label} second'), ${delay});`,
    () =>
      code`{ let n = 0; const t = setInterval(() => { log('${label}', ++n); clearInterval(t); ${body} }, ${delay}); }`,
    () =>
      code`AbortSignal.timeout(${delay}).addEventListener('abort', ({ target }) => { log('${label}', target.reason.name); ${body} });${isNode(scope) ? ` setTimeout(() => {}, ${delay + 5});` : ''}`,
  ];
  if (isNode(scope))
    plain.push(
      () => code`sleep(${delay}, '${label}').then((v) => { log(v); ${body} });`,
      () => code`setTimeout(() => ${body}, ${delay}).unref().ref();`,
    );
  return statement(pick(draw, plain)());
}

/** An interval that ticks two or three times. */
export function interval(scope: Scope, filler: Filler): Statement | undefined {
  const { draw } = scope.shared;
  const times = 2 + draw(2);
  const first = takeSlot(scope, times);
  if (first === undefined || first !== scope.slot + 1) return undefined;
  const label = name(scope, 'L');
  const period = delayTo(scope, first);
  const body = filler.block(deeper(scope, { slot: first, depth: 3 }));
  if (isNode(scope) && draw(2))
    return statement(
      code`(async () => { let n = 0; for await (const v of every(${period}, '${label}')) { log(v, ++n); if (n === ${times}) break; } log('${label} end'); })();`,
    );
  return statement(
    code`{ let n = 0; const t = setInterval(() => { log('${label}', ++n); if (n === 1) ${body} if (n === ${times}) clearInterval(t); }, ${period}); }`,
  );
}

/** A channel of its own, in a turn in which nothing else is posted. */
export function channel(scope: Scope, filler: Filler): Statement | undefined {
  const { shared } = scope;
  if (kindOf(scope) !== 'none' || shared.kinds.get(-1 - scope.slot)) return undefined;
  shared.kinds.set(-1 - scope.slot, 'none');
  const label = name(scope, 'L');
  const times = 1 + shared.draw(3);
  const send = Array.from({ length: times }, (_, at) => `port2.postMessage(${at});`).join(' ');
  const listen = pick(shared.draw, [
    code`port1.onmessage = ({ data }) => take(data);`,
    code`port1.addEventListener('message', (event) => { log('${label} first', event.data); queueMicrotask(() => log('${label} between')); }); port1.addEventListener('message', ({ data }) => take(data)); port1.start();`,
    ...(isNode(scope) ? [code`port1.on('message', take);`] : []),
  ]);
  const body = filler.block(deeper(scope, { mayThrow: true }));
  return statement(
    code`{ const { port1, port2 } = new MessageChannel(); let n = 0; const take = (data) => { log('${label}', data); if (++n === ${times}) { port1.close(); ${body} } else queueMicrotask(() => log('${label} micro')); }; ${listen} ${send} }`,
  );
}
