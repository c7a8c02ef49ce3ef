const dc = require('diagnostics_channel'); const { AsyncLocalStorage } = require('async_hooks');
const ch = dc.tracingChannel('work'); const names = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];
ch.subscribe(Object.fromEntries(names.map((n) => [n, (m) => console.log(n, Object.keys(m).join(), m.result ?? m.error?.message)])));
console.log(ch.traceSync((a) => a + 1, { id: 1 }, null, 2)); try { ch.traceSync(() => { throw new Error('sync'); }, {}); } catch {}
ch.tracePromise(async () => 'p', {}).then(async () => { await ch.tracePromise(async () => { throw new Error('async'); }, {}).catch(() => {}); ch.traceCallback((cb) => setImmediate(cb, null, 'cb'), 0, {}, null, () => console.log('called back')); });
const als = new AsyncLocalStorage(); const store = dc.channel('store'); store.bindStore(als, (x) => x.v); store.runStores({ v: 5 }, () => console.log(als.getStore())); console.log(dc.hasSubscribers('store'), store.hasSubscribers, dc.channel('store') === store, store);
process.on('uncaughtException', (e) => console.log('uncaught', e.message)); dc.subscribe('bad', () => { throw new Error('subscriber'); }); dc.channel('bad').publish(1); console.log('went on'); console.log(dc.unsubscribe('bad', () => {}));
try { dc.channel(5); } catch (e) { console.log(e.code); } try { dc.subscribe('x', 5); } catch (e) { console.log(e.code); }
