import http from 'node:http';
let connections = 0;
const server = http.createServer((req, res) => {
  connections++;
  console.log('server', req.method, req.url, req.headers['last-event-id'], req.headers.accept);
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  res.flushHeaders();
  res.write('retry: 50\n\n');
  let n = Number(req.headers['last-event-id'] ?? 0);
  const timer = setInterval(() => {
    n++;
    res.write(`id: ${n}\nevent: tick\ndata: {"n":${n}}\n\n`);
    if (n === 2) { clearInterval(timer); res.end(); }
  }, 10);
  req.on('close', () => { console.log('server: request closed'); clearInterval(timer); });
});
server.listen(0, () => {
  const source = new EventSource(`http://127.0.0.1:${server.address().port}/events`);
  source.onopen = () => console.log('open', source.readyState);
  source.onerror = (e) => console.log('error', source.readyState, e.type);
  source.addEventListener('tick', (event) => {
    console.log('tick', event.data, event.lastEventId);
    if (JSON.parse(event.data).n === 4) { source.close(); console.log('closed', source.readyState); server.close(() => console.log('server closed', connections)); server.closeAllConnections(); }
  });
});
