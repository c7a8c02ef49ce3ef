import net from 'node:net';
const server = net.createServer((socket) => {
  console.log('server: connection', socket.remoteAddress, server.listening);
  socket.on('data', (data) => { console.log('server: data', String(data)); socket.end('bye'); });
  socket.on('end', () => console.log('server: end'));
  socket.on('close', () => console.log('server: close', socket.bytesRead, socket.bytesWritten));
});
server.on('listening', () => console.log('listening'));
server.on('close', () => console.log('server closed'));
server.listen(0, () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => console.log('client: connect', client.readyState));
  console.log(client.connecting, client.pending, client.readyState);
  client.write('hello ');
  client.write('there', () => console.log('client: written'));
  client.on('data', (data) => console.log('client: data', String(data)));
  client.on('end', () => console.log('client: end'));
  client.on('close', (failed) => { console.log('client: close', failed); server.close(); });
});
