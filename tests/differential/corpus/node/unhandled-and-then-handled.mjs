process.on('unhandledRejection', (reason) => console.log('unhandled', reason.message));
process.on('rejectionHandled', () => console.log('handled after all'));
const p = Promise.reject(new Error('late'));
setTimeout(() => p.catch((error) => console.log('caught', error.message)), 40);
const q = Promise.reject(new Error('in time'));
process.nextTick(() => q.catch((error) => console.log('caught', error.message)));
