// Ports are looked at in the order in which they were made, whichever message was posted first.
const log = (...parts) => console.log(...parts);
const channels = ['a', 'b', 'c'].map((name) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    log(name, data);
    process.nextTick(() => log('tick', name));
    if (data !== 'first') return;
    for (const other of channels) if (other.name !== name) other.port2.postMessage(`from ${name}`);
  };
  return { name, port1, port2 };
});
for (const { port2 } of channels.toReversed()) port2.postMessage('first');
const group = ['one', 'two'].map(() => new BroadcastChannel('group'));
group[1].onmessage = ({ data }) => {
  log('broadcast', data);
  for (const { port2 } of channels) port2.postMessage('last');
};
group[0].postMessage('hello');
setImmediate(() => {
  log('immediate');
  setTimeout(() => {
    for (const { port1 } of channels) port1.close();
    for (const one of group) one.close();
  }, 40);
});
