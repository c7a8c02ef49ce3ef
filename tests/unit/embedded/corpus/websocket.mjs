import http from 'node:http';
import { createHash } from 'node:crypto';
const server = http.createServer((req, res) => { res.writeHead(426); res.end(); });
function frame(text) { const b = Buffer.from(text); return Buffer.concat([Buffer.from([0x81, b.length]), b]); }
server.on('upgrade', (req, socket, head) => {
  console.log('upgrade', req.headers.upgrade, head.length);
  const accept = createHash('sha1').update(req.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.on('data', (d) => {
    const op = d[0] & 15, len = d[1] & 127, mask = d.subarray(2, 6), body = d.subarray(6, 6 + len).map((x, i) => x ^ mask[i % 4]);
    if (op === 8) { console.log('server close', body.readUInt16BE(0)); socket.end(Buffer.concat([Buffer.from([0x88, 2]), body.subarray(0, 2)])); return; }
    console.log('server got', String(body)); socket.write(frame('echo ' + body));
  });
  socket.on('close', () => { console.log('socket closed'); server.close(() => console.log('server closed')); });
  socket.write(frame('welcome'));
});
server.listen(0, () => {
  const ws = new WebSocket(`ws://localhost:${server.address().port}/chat`);
  ws.onopen = () => { console.log('open', ws.readyState, ws.protocol, ws.extensions); ws.send('hello'); };
  ws.onmessage = (e) => { console.log('message', e.data); if (e.data.startsWith('echo')) ws.close(1000, 'done'); };
  ws.onclose = (e) => console.log('close', e.code, e.reason, e.wasClean);
  ws.onerror = (e) => console.log('error', e.message);
});
