import http from 'node:http';
import { once } from 'node:events';
const server = http.createServer((req, res) => {
  let body = '';
  req.setEncoding('utf8').on('data', (c) => (body += c)).on('end', () => {
    res.setHeader('X-Echo', req.headers['x-me'] ?? 'none');
    if (req.url === '/big') { res.end('x'.repeat(300000)); return; }
    if (req.url === '/trail') { res.writeHead(200, { Trailer: 'X-T' }); res.write('t'); res.addTrailers({ 'X-T': 'yes' }); res.end(); return; }
    if (req.url === '/err') { res.statusCode = 500; res.statusMessage = 'Oh no'; res.end(JSON.stringify({ error: true })); return; }
    res.end(JSON.stringify({ method: req.method, url: req.url, body, http: req.httpVersion, rawHeaders: req.rawHeaders.filter((_, i) => i % 2 === 0) }));
  });
});
server.listen(0); await once(server, 'listening'); console.log(server.address().family, server.listening);
const { port } = server.address(); const url = `http://localhost:${port}`;
console.log(await (await fetch(url + '/a?b=1', { method: 'PUT', body: JSON.stringify({ a: 1 }), headers: { 'x-me': 'me', 'content-type': 'application/json' } })).json());
const r = await fetch(url + '/err'); console.log(r.status, r.statusText, r.ok, r.headers.get('x-echo'), await r.text());
console.log((await (await fetch(url + '/big')).text()).length);
http.get(url + '/trail', (res) => { console.log(res.statusCode, res.headers.trailer, res.headers['transfer-encoding']); res.resume().on('end', () => { console.log(res.trailers); next(); }); });
function next() {
  const req = http.request({ port, method: 'POST', path: '/p', headers: { 'content-length': 3 } }, (res) => { res.setEncoding('utf8'); res.on('data', (d) => console.log(d)); res.on('close', () => { console.log('res close'); server.close(() => console.log('closed')); }); });
  req.on('finish', () => console.log('req finish')); req.on('close', () => console.log('req close')); req.on('socket', (s) => console.log('socket', s.connecting)); req.end('abc');
}
