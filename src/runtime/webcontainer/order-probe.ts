/**
 * Older WebContainers ran microtasks and timers in another order than Node. A book about the event loop cannot use
 * such an engine, so each container must first print these words in Node's order.
 */
export const probeFile = 'order-probe.cjs';

export const probeProgram = `
const order = [];
setTimeout(() => {
  order.push('timer');
  Promise.resolve().then(() => order.push('promise-in-timer'));
  process.nextTick(() => order.push('tick-in-timer'));
  setImmediate(() => order.push('immediate'));
}, 1);
setTimeout(() => order.push('timer-2'), 1);
Promise.resolve().then(() => {
  order.push('promise');
  process.nextTick(() => order.push('tick-in-promise'));
  queueMicrotask(() => order.push('microtask'));
});
process.nextTick(() => order.push('tick'));
order.push('main');
// Both timers are due before the loop looks at them.
for (const end = Date.now() + 5; Date.now() < end; );
process.on('exit', () => console.log(order.join(' ')));
`;

export const expectedOrder =
  'main tick promise microtask tick-in-promise timer tick-in-timer promise-in-timer timer-2 immediate';
