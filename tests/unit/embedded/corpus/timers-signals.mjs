import { setTimeout as sleep, setInterval as every, setImmediate as soon, scheduler } from 'node:timers/promises';
const show = (e) => console.log(e.name, e.code, e.message, e.cause?.message ?? e.cause);
await sleep(5, null, { signal: AbortSignal.abort() }).catch(show);
const c = new AbortController(); setTimeout(() => c.abort(new Error('reason')), 5); await sleep(1000, null, { signal: c.signal }).catch(show);
await soon('v', { signal: AbortSignal.abort('why') }).catch(show); console.log(await soon('ok'));
const i = new AbortController(); let n = 0; try { for await (const v of every(3, 'tick', { signal: i.signal })) { console.log(v, ++n); if (n === 2) i.abort(); } } catch (e) { show(e); }
await scheduler.wait(2); await scheduler.yield(); console.log('scheduled');
for (const bad of [() => sleep('x'), () => sleep(1, null, { signal: {} }), () => sleep(1, null, 5), () => sleep(1, null, { ref: 1 })]) await bad()?.catch?.(show);
const any = AbortSignal.any([AbortSignal.timeout(3), new AbortController().signal]); await sleep(2000, null, { signal: any }).catch(show); console.log(any.reason.name);
const t = setTimeout(() => console.log('refreshed'), 20); t.refresh(); console.log(t.hasRef(), t.unref().hasRef(), t.ref().hasRef(), typeof t[Symbol.toPrimitive](), t._idleTimeout);
clearTimeout(undefined); clearTimeout({}); clearTimeout(String(+setTimeout(() => console.log('never'), 1))); { using x = setTimeout(() => console.log('disposed never'), 1); }
setTimeout(() => console.log('unref’d, but another keeps the loop'), 300).unref(); setTimeout(() => {}, 900); console.log(setTimeout(() => {}, 2 ** 31)._idleTimeout, setTimeout(() => {}, -1)._idleTimeout, setTimeout(() => {}, 'x')._idleTimeout);
