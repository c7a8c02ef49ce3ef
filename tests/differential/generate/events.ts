/** EventEmitter, EventTarget and AbortSignal. */
import { pick } from './draw.ts';
import { deeper, type Filler, isNode, name, type Scope } from './scope.ts';
import { code, statement, type Code, type Statement } from './tree.ts';

export function emitter(scope: Scope, filler: Filler): Statement | undefined {
  if (!isNode(scope)) return undefined;
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const body = (): Code => code`${filler.block(deeper(scope))}`;
  const on = (): string =>
    pick(draw, ['on', 'once', 'prependListener', 'prependOnceListener', 'addListener']);
  const ways: (() => Code)[] = [
    () =>
      code`{ const e = new EventEmitter(); e.${on()}('x', (v) => { log('${label} 1', v); ${body()} }); e.${on()}('x', (v) => log('${label} 2', v)); log(e.emit('x', 1), e.emit('x', 2), e.emit('y'), e.listenerCount('x')); }`,
    () =>
      code`{ const e = new EventEmitter(); e.${on()}('x', () => ${body()}); ${filler.later(scope, code`() => { log('${label}', e.emit('x')); }`)} }`,
    () =>
      code`{ const e = new EventEmitter(); once(e, 'x').then(([v]) => { log('${label}', v); }); e.on('x', () => log('${label} listener')); ${filler.later(scope, code`() => { e.emit('x', 7); log('${label} emitted'); }`)} }`,
    () =>
      code`{ const e = new EventEmitter(); once(e, 'x').catch((error) => log('${label}', error.message)); ${filler.later(scope, code`() => e.emit('error', new Error('bad'))`)} }`,
    () =>
      code`{ const e = new EventEmitter({ captureRejections: true }); e.on('error', (error) => { log('${label}', error.message); ${body()} }); e.on('x', async () => { throw new Error('late'); }); log(e.emit('x')); }`,
    () =>
      code`{ const e = new EventEmitter(); const stop = new AbortController(); (async () => { for await (const [v] of on(e, 'x', { signal: stop.signal })) { log('${label}', v); if (v === 2) stop.abort(); } })().catch((error) => log('${label}', error.name)); e.emit('x', 1); ${filler.later(scope, code`() => { e.emit('x', 2); e.emit('x', 3); }`)} }`,
    () =>
      code`{ const e = new EventEmitter(); function self() { log('${label}'); e.off('x', self); e.on('x', () => log('${label} added')); } e.on('x', self); e.on('newListener', (n) => log('${label} new', n)); e.emit('x'); e.emit('x'); try { e.emit('error', new Error('nobody')); } catch (error) { log(error.message); } }`,
  ];
  return statement(pick(draw, ways)());
}

export function target(scope: Scope, filler: Filler): Statement {
  const { draw, errors } = scope.shared;
  const label = name(scope, 'L');
  const body = (): Code => code`${filler.block(deeper(scope))}`;
  const stop = pick(draw, ['', 'event.stopImmediatePropagation();', 'event.preventDefault();']);
  const ways: (() => Code)[] = [
    () =>
      code`{ const t = new EventTarget(); t.addEventListener('x', (event) => { log('${label} 1', event.type, event.eventPhase); ${stop} ${body()} }, { once: ${draw(2) ? 'true' : 'false'} }); t.addEventListener('x', { handleEvent(event) { log('${label} 2', event.defaultPrevented, event.target === t); } }); log(t.dispatchEvent(new Event('x', { cancelable: true })), t.dispatchEvent(new CustomEvent('x', { detail: 1 }))); }`,
    () =>
      code`{ const t = new EventTarget(); const c = new AbortController(); t.addEventListener('x', () => { log('${label}'); c.abort(); }, { signal: c.signal }); t.addEventListener('x', () => ${body()}, { signal: c.signal }); t.dispatchEvent(new Event('x')); t.dispatchEvent(new Event('x')); log('${label} end'); }`,
    () =>
      code`{ const t = new EventTarget(); t.addEventListener('x', () => { log('${label} outer'); t.removeEventListener('x', late); t.addEventListener('x', () => log('${label} added')); if (!t.done) { t.done = true; t.dispatchEvent(new Event('x')); } }); function late() { log('${label} late'); } t.addEventListener('x', late); t.dispatchEvent(new Event('x')); }`,
    () =>
      code`{ const t = new EventTarget(); t.addEventListener('x', async () => { log('${label} 1'); await null; log('${label} after'); }); t.addEventListener('x', () => log('${label} 2')); ${filler.later(scope, code`() => { t.dispatchEvent(new Event('x')); log('${label} dispatched'); }`)} }`,
  ];
  if (errors === 'handled')
    ways.push(
      () =>
        code`{ const t = new EventTarget(); t.addEventListener('x', () => { throw new Error('${label}'); }); t.addEventListener('x', () => log('${label} still')); log('${label}', t.dispatchEvent(new Event('x'))); }`,
    );
  return statement(pick(draw, ways)());
}

export function abort(scope: Scope, filler: Filler): Statement {
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const body = (): Code => code`${filler.block(deeper(scope))}`;
  const ways: (() => Code)[] = [
    () =>
      code`{ const c = new AbortController(); c.signal.onabort = () => log('${label} on'); c.signal.addEventListener('abort', () => { log('${label}', c.signal.reason.name); ${body()} }); ${filler.later(scope, code`() => { c.abort(); log('${label} aborted', c.signal.aborted); }`)} }`,
    () =>
      code`{ const c = new AbortController(); const any = AbortSignal.any([c.signal, new AbortController().signal]); any.addEventListener('abort', () => { log('${label} any', any.reason); ${body()} }); c.signal.addEventListener('abort', () => log('${label} own')); c.abort('why'); try { any.throwIfAborted(); } catch (e) { log('${label}', String(e)); } }`,
    () =>
      code`{ const c = new AbortController(); new Promise((_, reject) => c.signal.addEventListener('abort', () => reject(c.signal.reason), { once: true })).catch((e) => log('${label}', e.name)); ${filler.later(scope, code`() => c.abort()`)} }`,
    () => code`log('${label}', AbortSignal.abort('now').aborted, String(AbortSignal.abort('r').reason));`,
  ];
  if (isNode(scope))
    ways.push(
      () =>
        code`{ const c = new AbortController(); sleep(5000, null, { signal: c.signal }).catch((e) => { log('${label}', e.name, e.code); }); ${filler.later(scope, code`() => c.abort()`)} }`,
      () =>
        code`{ const c = new AbortController(); once(new EventEmitter(), 'x', { signal: c.signal }).catch((e) => { log('${label}', e.name); }); c.abort(); log('${label} sync'); }`,
    );
  return statement(pick(draw, ways)());
}

/** A tree of elements, with a click that a script makes. */
export function elements(scope: Scope, filler: Filler): Statement | undefined {
  if (isNode(scope)) return undefined;
  const { draw } = scope.shared;
  const label = name(scope, 'L');
  const stop = pick(draw, ['', '', 'event.stopPropagation();', 'event.preventDefault();']);
  const outer = filler.block(deeper(scope));
  const inner = filler.block(deeper(scope));
  const fire = pick(draw, [
    'button.click();',
    `button.dispatchEvent(new Event('click', { bubbles: true }));`,
    `button.dispatchEvent(new CustomEvent('click', { bubbles: ${draw(2) ? 'true' : 'false'}, detail: 3 }));`,
  ]);
  return statement(
    code`{ const div = document.createElement('div'); const button = document.createElement('button'); div.append(button); document.body.append(div); div.addEventListener('click', (event) => { log('${label} outer', event.eventPhase, event.currentTarget === div); ${outer} }${draw(2) ? ', true' : ''}); button.onclick = () => log('${label} on'); button.addEventListener('click', (event) => { log('${label} inner', event.target === button); ${stop} ${inner} }); ${fire} log('${label} end'); div.remove(); }`,
  );
}
