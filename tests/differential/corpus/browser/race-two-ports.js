for (const name of ['a', 'b']) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => console.log(name);
  port2.postMessage(1);
}
