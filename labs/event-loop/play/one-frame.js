setTimeout(() => console.log('timer'), 0);

requestAnimationFrame(() => {
  console.log('before the page is drawn');
  queueMicrotask(() => console.log('still before it is drawn'));
  requestAnimationFrame(() => console.log('one frame later'));
});

Promise.resolve().then(() => console.log('microtask'));

console.log('the script ends');
