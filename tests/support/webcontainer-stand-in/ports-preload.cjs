/**
 * Loaded first by every Node process of the stand-in. In a container ports belong to the container; here a server
 * gets a free port of this machine instead of the one it asks for, and both are reported on a pipe.
 */
const fs = require('node:fs');
const net = require('node:net');

const pipe = Number(process.env.STAND_IN_PORTS);
delete process.env.STAND_IN_PORTS;
delete process.env.NODE_OPTIONS;

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...wanted) {
  const [first] = wanted;
  const port = Number(first !== null && typeof first === 'object' ? first.port : first);
  if (!Number.isInteger(port) || port === 0 || !pipe) return listen.apply(this, wanted);
  this.once('listening', () => {
    const address = this.address();
    this.address = () => ({ ...address, port });
    fs.writeSync(pipe, `${JSON.stringify({ port, real: address.port })}\n`);
  });
  this.once('close', () => fs.writeSync(pipe, `${JSON.stringify({ port })}\n`));
  const listener = wanted.findLast((argument) => typeof argument === 'function');
  return listen.call(this, { port: 0, host: '127.0.0.1' }, listener);
};
