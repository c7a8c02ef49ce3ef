import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
const storage = new AsyncLocalStorage();
const show = (where) => console.log(where, storage.getStore());
storage.run('request 1', () => {
  show('sync');
  setTimeout(() => show('timeout'), 60);
  setImmediate(() => show('immediate'));
  process.nextTick(() => show('tick'));
  queueMicrotask(() => show('microtask'));
  Promise.resolve().then(() => show('then'));
});
storage.run('request 2', () =>
  setTimeout(() => storage.run('inner', () => setImmediate(() => show('nested'))), 30),
);
show('outside');
const bound = storage.run('bound', () => AsyncResource.bind(() => show('bound')));
bound();
const snapshot = storage.run('snapshot', () => AsyncLocalStorage.snapshot());
snapshot(() => show('snapshot'));
storage.enterWith('entered');
show('entered');
