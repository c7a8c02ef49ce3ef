import { AsyncLocalStorage } from 'node:async_hooks';
const storage = new AsyncLocalStorage();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function handle(id) {
  await storage.run(id, async () => {
    console.log(id, 'before', storage.getStore());
    await sleep(id === 'a' ? 300 : 10);
    console.log(id, 'after', storage.getStore());
    await deeper(id);
  });
  console.log(id, 'outside', storage.getStore());
}
async function deeper(id) {
  await null;
  console.log(id, 'deeper', storage.getStore());
  for await (const n of (async function* () {
    yield 1;
    await sleep(20);
    yield 2;
  })())
    console.log(id, n, storage.getStore());
}
await Promise.all([handle('a'), handle('b')]);
console.log(storage.getStore());
