async function* inner() {
  yield 1;
  yield Promise.resolve(2);
}
async function* outer() {
  yield* inner();
  yield* [3, Promise.resolve(4)];
}
(async () => {
  for await (const v of outer()) console.log(v);
})();
let p = Promise.resolve();
for (let i = 1; i < 24; i++) p = p.then(() => console.log('job', i));
