// What is posted before, while and after a port closes; handles that close together close last first.
const log = (...parts) => console.log(...parts);
setTimeout(() => {}, 300);
function channel(name, onMessage = () => {}) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    log(name, data);
    onMessage(data, port1, port2);
  };
  port1.on('close', () => log(`${name} closed`));
  port2.on('close', () => log(`${name}, other end, closed`));
  return [port1, port2];
}
{
  const [, port2] = channel('a');
  port2.close();
  port2.postMessage('after close');
}
{
  const [, port2] = channel('b', (data, port1, other) => {
    if (data !== 1) return;
    port1.close();
    port1.close(() => log('b called back'));
    queueMicrotask(() => log('b micro'));
    other.postMessage('more');
  });
  port2.postMessage(1);
  port2.postMessage(2);
}
{
  const [, port2] = channel('c');
  port2.postMessage('before close');
  port2.close();
}
{
  const [port1, port2] = channel('d');
  port2.postMessage('lost');
  port1.close();
}
{
  const [, port2] = channel('e', (data, port1, other) => other.close());
  port2.postMessage(1);
  port2.postMessage(2);
}
setImmediate(() => {
  log('immediate');
  setImmediate(() => log('immediate of the next turn'));
});
