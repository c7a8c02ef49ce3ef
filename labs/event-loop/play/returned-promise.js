// Two functions that give the same promise. Which of them takes longer, and by how many microtasks?
async function awaits() {
  return await Promise.resolve();
}

async function returns() {
  return Promise.resolve();
}

returns().then(() => console.log('returns'));
awaits().then(() => console.log('awaits'));

let ticks = Promise.resolve();
for (let n = 1; n <= 4; n++) ticks = ticks.then(() => console.log(`microtask ${n}`));
