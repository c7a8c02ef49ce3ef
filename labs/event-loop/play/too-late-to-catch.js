process.on('unhandledRejection', (error) => console.log(`Node says: ${error.message}`));

function charge() {
  return Promise.reject(new Error('the card was declined'));
}

try {
  charge();
  console.log('no error here');
} catch {
  console.log('never printed');
}

charge().catch((error) => console.log(`handled: ${error.message}`));

setTimeout(() => console.log('the shop is still open'), 5);
