process.on('uncaughtException', (error) => console.log('uncaught', error.message));
setTimeout(() => {
  process.nextTick(() => console.log('its tick'));
  throw new Error('first');
}, 30);
setTimeout(() => console.log('later timer'), 130);
