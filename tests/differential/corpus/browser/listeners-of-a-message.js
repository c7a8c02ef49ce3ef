const { port1, port2 } = new MessageChannel();
for (const name of ['first', 'second'])
  port1.addEventListener('message', ({ data }) => {
    console.log(name, data);
    Promise.resolve().then(() => console.log('microtask after', name));
  });
port1.start();
port2.postMessage(1);
port2.postMessage(2);
console.log('posted');
