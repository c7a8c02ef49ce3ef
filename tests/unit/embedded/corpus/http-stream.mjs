import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
const server = http.createServer(async (req, res) => {
  if (req.url === '/upload') { let n = 0; for await (const chunk of req) n += chunk.length; res.end(`got ${n}`); return; }
  res.setHeader('content-type', 'text/plain');
  await pipeline(Readable.from((async function* () { for (let i = 0; i < 3; i++) { await new Promise((r) => setTimeout(r, 10)); yield `line ${i}\n`; } })()), res).catch((error) => console.log(error.code));
  console.log('sent');
});
server.listen(0);
server.on('listening', async () => {
  const base = `http://localhost:${server.address().port}`;
  const response = await fetch(base);
  console.log(response.headers.get('content-type'), response.headers.get('transfer-encoding'), response.bodyUsed);
  for await (const line of response.body.pipeThrough(new TextDecoderStream())) console.log(JSON.stringify(line));
  console.log(response.bodyUsed);
  const body = new ReadableStream({ async pull(c) { c.enqueue(new TextEncoder().encode('abc')); if (++this.n === 3) c.close(); }, n: 0 });
  console.log(await (await fetch(`${base}/upload`, { method: 'POST', body, duplex: 'half' })).text());
  const form = new FormData(); form.set('a', '1'); console.log([...form], (await new Response(form).formData()).get('a'));
  await new Promise((r) => http.get(base, (res) => { res.once('data', (d) => { console.log('first', String(d)); res.destroy(); }); res.on('close', () => { console.log('destroyed', res.complete); r(); }); }));
  server.close(() => console.log('closed')); server.closeAllConnections();
});
