addEventListener('error', (event) => {
  console.log('error', event.error.message);
  event.preventDefault();
});
Promise.resolve().then(() => console.log('its microtasks run'));
setTimeout(() => console.log('and its timers'), 20);
throw new Error('at the end');
