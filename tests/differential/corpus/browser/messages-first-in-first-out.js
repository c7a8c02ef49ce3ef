const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => {
  console.log(data);
  if (data < 3) port2.postMessage(data + 10);
};
for (const n of [1, 2, 3]) port2.postMessage(n);
