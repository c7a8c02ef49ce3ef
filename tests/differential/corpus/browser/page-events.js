console.log(document.readyState);
document.addEventListener('DOMContentLoaded', () => console.log('content loaded', document.readyState));
addEventListener('load', () => {
  console.log('load', document.readyState);
  queueMicrotask(() => console.log('microtask of load'));
});
addEventListener('load', () => console.log('second listener of load'));
