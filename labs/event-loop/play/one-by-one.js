async function* orders() {
  for (const id of ['o-1', 'o-2', 'o-3']) {
    console.log(`hand out ${id}`);
    yield id;
  }
}

async function ship() {
  for await (const id of orders()) console.log(`ship ${id}`);
  console.log('all shipped');
}

ship();
queueMicrotask(() => console.log('somebody else’s microtask'));
