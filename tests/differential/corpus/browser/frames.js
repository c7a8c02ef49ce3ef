requestAnimationFrame(() => {
  console.log('frame 1a');
  queueMicrotask(() => console.log('microtask of 1a'));
  requestAnimationFrame(() => console.log('frame 2'));
});
requestAnimationFrame(() => console.log('frame 1b'));
const cancelled = requestAnimationFrame(() => console.log('never'));
cancelAnimationFrame(cancelled);
console.log('script ends');
