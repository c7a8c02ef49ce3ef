import { Readable, Writable, Duplex } from 'node:stream';
const log = (...x) => console.log(...x);
const source = new ReadableStream({ start(c) { log('start', c.desiredSize); }, pull(c) { log('pull', c.desiredSize); c.enqueue(this.n = (this.n ?? 0) + 1); if (this.n === 4) c.close(); }, cancel(r) { log('cancel', r); } }, { highWaterMark: 2 });
const [a, b] = source.tee(); const ra = a.getReader(); log(await ra.read()); ra.releaseLock(); log(await Array.fromAsync(a), await Array.fromAsync(b));
const slow = new WritableStream({ async write(c, ctl) { log('write', c, ctl.signal.aborted); await new Promise((r) => setTimeout(r, 2)); }, close() { log('close'); }, abort(r) { log('abort', r.message); } }, new CountQueuingStrategy({ highWaterMark: 1 }));
const w = slow.getWriter(); log(w.desiredSize); w.write(1); log(w.desiredSize); w.write(2); await w.ready; log('ready', w.desiredSize); await w.close();
await ReadableStream.from(['a', 'b']).pipeThrough(new TransformStream({ transform(c, ctl) { ctl.enqueue(c.toUpperCase()); }, flush(ctl) { ctl.enqueue('!'); } })).pipeTo(new WritableStream({ write: (c) => log(c) }));
const failing = new ReadableStream({ pull() { throw new Error('pull failed'); } }); await failing.pipeTo(new WritableStream({ abort: (r) => log('aborted', r.message) })).catch((e) => log(e.message));
const ac = new AbortController(); const piped = new ReadableStream({ pull: (c) => { c.enqueue(1); } }).pipeTo(new WritableStream({ write: () => new Promise((r) => setTimeout(r, 1)) }), { signal: ac.signal }); setTimeout(() => ac.abort(), 5); await piped.catch((e) => log(e.name));
const bytes = new ReadableStream({ type: 'bytes', pull(c) { const v = c.byobRequest?.view; if (v) { v[0] = 7; c.byobRequest.respond(1); } else c.enqueue(new Uint8Array([1, 2])); } }); const byob = bytes.getReader({ mode: 'byob' }); log((await byob.read(new Uint8Array(4))).value); await byob.cancel(); 
log(await Array.fromAsync(Readable.toWeb(Readable.from([1, 2])))); for await (const c of Readable.fromWeb(ReadableStream.from(['x', 'y']))) log(String(c));
Writable.fromWeb(new WritableStream({ write: (c) => log('to web', String(c)), close: () => log('web closed') })).end('z'); log(source, slow, new ReadableStream().locked, ra.closed instanceof Promise);
for (const bad of [() => new ReadableStream({ type: 'x' }), () => source.getReader().read.call({}), () => new ReadableStream({ start() { throw new Error('s'); } }), () => ReadableStream.from(5)]) try { const r = bad(); await r; log('ok'); } catch (e) { log(e.name, e.code, e.message); }
