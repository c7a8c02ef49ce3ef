import dc from 'node:diagnostics_channel';
const channel = dc.channel('orders');
const listener = (message, name) => console.log(name, message);
console.log(channel.hasSubscribers);
dc.subscribe('orders', listener);
channel.publish({ id: 1 });
console.log(dc.unsubscribe('orders', listener), channel.hasSubscribers);
const tracing = dc.tracingChannel('work');
tracing.subscribe({
  start: () => console.log('start'),
  end: () => console.log('end'),
  asyncEnd: () => console.log('asyncEnd'),
  error: ({ error }) => console.log('error', error.message),
});
await tracing.tracePromise(async () => {
  await null;
  return 1;
});
try {
  tracing.traceSync(() => {
    throw new Error('x');
  });
} catch {}
