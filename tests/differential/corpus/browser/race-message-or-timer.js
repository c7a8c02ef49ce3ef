const { port1, port2 } = new MessageChannel();
port1.onmessage = () => console.log('message');
setTimeout(() => console.log('timeout'), 0);
port2.postMessage(1);
