import { createServer } from 'node:net';
const server = createServer().listen(0);
console.log('called');
server.on('listening', () => {
  console.log('listening');
  server.close(() => console.log('closed'));
});
process.nextTick(() => console.log('tick'));
