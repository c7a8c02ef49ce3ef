const log = console.log;
let p = Promise.resolve();
for (let i = 1; i < 20; i++) p = p.then(() => log('job', i));
import('node:events').then((ns) => log('events', typeof ns.EventEmitter, ns.default === ns.EventEmitter));
process.nextTick(() => log('tick'));
setTimeout(() => log('timeout'), 50);
import('./nowhere.mjs').catch((error) => log(error.code));
import('node:nothing').catch((error) => log(error.code, error.message));
import('bare-name').catch((error) => log(error.code));
