const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => {
  console.log('message', data);
  setImmediate(() => console.log('immediate of', data));
  process.nextTick(() => console.log('tick of', data));
  if (data === 2) port1.close();
};
setImmediate(() => console.log('immediate'));
port2.postMessage(1);
port2.postMessage(2);
