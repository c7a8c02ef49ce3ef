// Press Run: who is told, and does the shop go on? The checks do not look at this file: change it as you like.
import { createBus } from './bus.js';
import { watch } from './kit.js';

const bus = watch(
  createBus({
    onError: (error, type) => console.log(`log file: ${type}, ${error.message}`),
  }),
);

bus.subscribe('CardCharged', () => {
  throw new Error('printer is out of paper');
});
bus.subscribe('CardCharged', async () => {
  throw new Error('mail server is down');
});
bus.subscribe('CardCharged', ({ id }) => console.log(`points: 25 credited for ${id}`));

try {
  bus.publish('CardCharged', { id: 'o-1' });
  console.log('publish returned');
} catch (error) {
  console.log(`publish threw: ${error.message}`);
}
setTimeout(() => console.log('next customer, please'), 10);
