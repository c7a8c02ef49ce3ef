const t = new EventTarget();
for (const name of ['first', 'second'])
  t.addEventListener('x', () => {
    console.log(name);
    Promise.resolve().then(() => console.log('microtask after', name));
  });
t.dispatchEvent(new Event('x'));
console.log('dispatched');
