const { port1, port2 } = new MessageChannel();
port2.on('message', (value) => {
  console.log('got', value);
  if (value.last) port2.close();
});
port1.postMessage({ n: 1 });
port1.postMessage({ n: 2, map: new Map([[1, 2]]) });
port1.postMessage({ last: true });
port1.on('close', () => console.log('port1 closed'));
port2.on('close', () => console.log('port2 closed'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
const channel = new MessageChannel();
channel.port1.onmessage = (event) => {
  console.log('event', event.data, event.target === channel.port1);
  channel.port1.close();
};
channel.port2.postMessage('via property');
