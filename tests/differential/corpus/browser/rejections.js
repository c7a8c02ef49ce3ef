addEventListener('unhandledrejection', (event) => {
  console.log('unhandled', event.reason.message);
  event.preventDefault();
});
addEventListener('rejectionhandled', (event) => console.log('handled after all', event.reason.message));
const p = Promise.reject(new Error('late'));
Promise.reject(new Error('in time')).catch(() => console.log('caught'));
setTimeout(() => p.catch(() => console.log('caught late')), 100);
