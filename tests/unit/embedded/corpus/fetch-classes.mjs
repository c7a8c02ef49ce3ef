const headers = new Headers({ b: '2', A: '1' }); headers.append('a', '3'); headers.append('set-cookie', 'x=1'); headers.append('set-cookie', 'y=2');
console.log([...headers], headers.get('a'), headers.getSetCookie(), headers);
const request = new Request('http://localhost:8080/path?x=1', { method: 'post', body: 'text', headers: { 'x-a': 'b' } });
console.log(request.method, request.url, request.headers.get('content-type'), await request.clone().text(), request.bodyUsed);
const response = Response.json({ a: [1, 2] }, { status: 201 });
console.log(response.status, response.ok, response.headers.get('content-type'), await response.json());
console.log(Response.error().type, Response.redirect('http://localhost/x', 302).headers.get('location'));
for (const make of [() => new Request('/relative'), () => new Response('x', { status: 99 }), () => new Headers([['a']]), () => new WebSocket('http:/ /'), () => headers.set('bad name', 'x'), () => new Request('http://a', { body: 'x' }), () => new Response('x', { status: 204 })])
  try { make(); console.log('made'); } catch (error) { console.log(error.name, error.message); }
const once = new Response('only once'); await once.text(); await once.text().catch((e) => console.log(e.name, e.message));
console.log(await new Response(new Blob(['blob ', new Uint8Array([33])])).text(), (await new Response('ab').arrayBuffer()).byteLength, await new Response(new URLSearchParams({ q: 'a b' })).text());
console.log(typeof EventSource, EventSource.CONNECTING, EventSource.OPEN, EventSource.CLOSED, WebSocket.OPEN, new CloseEvent('close', { code: 1000 }).code);
console.log(Object.prototype.toString.call(new FormData()), String(new Headers()), fetch.name, fetch.length);
