/** A small program for each module that works in the embedded runtime; it prints what Node prints. */

/** Prints the kinds of a module's exports, so that one that is missing shows. */
const kinds = (id: string): string =>
  `import * as it from 'node:${id}'; console.log(Object.keys(it).sort().map((name) => name + ':' + typeof it[name]).join(' '));`;

const legacyHttp = (id: string): string =>
  `import it from 'node:${id}'; console.log(typeof it, Object.keys(it).sort().join(' '));`;

export const moduleProbes: Readonly<Record<string, string>> = {
  _http_agent: legacyHttp('_http_agent'),
  _http_client: legacyHttp('_http_client'),
  _http_common: legacyHttp('_http_common'),
  _http_incoming: legacyHttp('_http_incoming'),
  _http_outgoing: legacyHttp('_http_outgoing'),
  _http_server: legacyHttp('_http_server'),
  _stream_duplex: legacyHttp('_stream_duplex'),
  _stream_passthrough: legacyHttp('_stream_passthrough'),
  _stream_readable: legacyHttp('_stream_readable'),
  _stream_transform: legacyHttp('_stream_transform'),
  _stream_writable: legacyHttp('_stream_writable'),
  assert: kinds('assert'),
  'assert/strict': `${kinds('assert/strict')} import strict from 'node:assert/strict'; try { strict.equal(1, '1'); } catch (e) { console.log(e.message); }`,
  async_hooks: `${kinds('async_hooks')}
const storage = new it.AsyncLocalStorage();
storage.run(1, () => setTimeout(async () => { await null; console.log(storage.getStore(), it.executionAsyncId() >= 0); }, 1));
console.log(storage.getStore(), new it.AsyncResource('X').type);`,
  buffer: `${kinds('buffer')} console.log(it.Buffer.from('aé').toString('hex'), it.isAscii(it.Buffer.from('a')));`,
  console: `${kinds('console')} new it.Console(process.stdout).log('own %d', 1);`,
  constants: `import it from 'node:constants'; console.log(it.SIGTERM, it.O_RDONLY, it.EACCES);`,
  crypto: `import { createHash, createHmac, hash, randomUUID, randomBytes, getRandomValues, timingSafeEqual } from 'node:crypto';
console.log(createHash('sha256').update('a').digest('hex'), createHmac('sha1', 'k').update('a').digest('base64'), hash('md5', 'a'), randomUUID().length, randomBytes(3).length, getRandomValues(new Uint8Array(2)).length, timingSafeEqual(Buffer.from('a'), Buffer.from('a')));`,
  diagnostics_channel: `${kinds('diagnostics_channel')} const c = it.channel('a'); c.subscribe((m, n) => console.log(m, n)); c.publish({ x: 1 });`,
  dns: `import dns from 'node:dns'; dns.lookup('localhost', { family: 4 }, (e, a, f) => console.log(e, a, f)); dns.lookup('nowhere.invalid', (e) => console.log(e.code)); console.log(dns.getDefaultResultOrder(), dns.NOTFOUND);`,
  'dns/promises': `import { lookup } from 'node:dns/promises'; console.log(await lookup('127.0.0.1'));`,
  events: `${kinds('events')} const e = new it.EventEmitter(); it.once(e, 'a').then(console.log); e.emit('a', 1);`,
  fs: `import fs from 'node:fs'; fs.writeFileSync('a.txt', 'hi'); console.log(fs.readFileSync('a.txt', 'utf8'), fs.existsSync('b')); fs.readFile('none', (e) => console.log(e.code)); fs.rmSync('a.txt');`,
  'fs/promises': `import { mkdir, readdir, writeFile, rm } from 'node:fs/promises'; await mkdir('d/e', { recursive: true }); await writeFile('d/f', ''); console.log(await readdir('d')); await rm('d', { recursive: true });`,
  http: `${kinds('http')} console.log(it.METHODS.join(), it.STATUS_CODES[418], it.maxHeaderSize);
const server = it.createServer((q, s) => s.end(q.url)).listen(0, () => it.get({ port: server.address().port, path: '/x' }, (r) => { r.setEncoding('utf8').on('data', console.log); server.close(); }));`,
  module: `import m, { createRequire, isBuiltin } from 'node:module'; console.log(typeof m.builtinModules, createRequire(import.meta.url)('node:path').sep, isBuiltin('fs'));`,
  net: `${kinds('net')} const server = it.createServer((s) => s.end('x')).listen(0, () => it.connect(server.address().port).on('data', (d) => { console.log(String(d)); server.close(); }));`,
  os: `${kinds('os')} console.log(it.EOL, it.platform(), it.endianness(), it.constants.signals.SIGINT, typeof it.cpus()[0].model, it.cpus().length > 0, typeof it.totalmem(), typeof it.hostname(), it.devNull, it.type());`,
  path: `${kinds('path')} console.log(it.join('a', '..', 'b'), it.win32.join('a', 'b'));`,
  'path/posix': `${kinds('path/posix')} console.log(it.resolve('/a', '../b'));`,
  'path/win32': `${kinds('path/win32')} console.log(it.parse('C:\\\\a\\\\b.txt'));`,
  perf_hooks: `import { performance, PerformanceObserver, createHistogram, monitorEventLoopDelay } from 'node:perf_hooks'; performance.mark('a'); performance.mark('b'); console.log(performance.measure('m', 'a', 'b').name, performance.getEntriesByType('mark').length, typeof createHistogram, typeof monitorEventLoopDelay);
new PerformanceObserver((l, o) => { console.log(l.getEntries().map((e) => e.name)); o.disconnect(); }).observe({ entryTypes: ['mark'] }); performance.mark('seen');`,
  process: `import process, { nextTick, argv } from 'node:process'; console.log(process === globalThis.process, argv.length); nextTick(console.log, 'tick');`,
  punycode: `import p from 'node:punycode'; console.log(p.toASCII('mañana.com'), p.decode('maana-pta'));`,
  querystring: `${kinds('querystring')} console.log(it.parse('a=1&a=2&b=%20'), it.stringify({ x: [1, 2] }));`,
  stream: `${kinds('stream')} it.Readable.from(['a', 'b']).pipe(new it.PassThrough()).on('data', (d) => console.log(String(d)));`,
  'stream/consumers': `${kinds('stream/consumers')} import { Readable } from 'node:stream'; console.log(await it.json(Readable.from(['{"a"', ':1}'])));`,
  'stream/promises': `${kinds('stream/promises')} import { Readable, Writable } from 'node:stream'; await it.pipeline(Readable.from(['x']), new Writable({ write(c, e, d) { console.log(String(c)); d(); } }));`,
  'stream/web': `import * as it from 'node:stream/web'; console.log(Object.keys(it).sort().map((n) => n + ':' + typeof it[n]).join(' '), it.ReadableStream === ReadableStream); for await (const v of it.ReadableStream.from([1, 2])) console.log(v);`,
  string_decoder: `${kinds('string_decoder')} const d = new it.StringDecoder('utf8'); console.log(d.write(Buffer.from([0xc3])) + d.end(Buffer.from([0xa9])));`,
  sys: `import * as it from 'node:sys'; console.log(it.format('%s', 1));`,
  test: `import test, { describe, it, mock } from 'node:test'; console.log(typeof test, typeof describe, typeof it, typeof mock.fn);`,
  'test/reporters': `import * as it from 'node:test/reporters'; console.log(Object.keys(it).sort().join());`,
  timers: `${kinds('timers')} it.setImmediate(() => { it.setTimeout(console.log, 20, 'timeout'); it.setImmediate(console.log, 'immediate'); });`,
  'timers/promises': `${kinds('timers/promises')} console.log(await it.setTimeout(1, 'x')); for await (const v of it.setInterval(1, 'i')) { console.log(v); break; }`,
  url: `${kinds('url')} console.log(it.parse('http://a/b?c').pathname, new it.URL('x', 'http://y').href, it.fileURLToPath('file:///a%20b'));`,
  util: `import * as it from 'node:util'; console.log(Object.keys(it).sort().map((name) => name + ':' + typeof it[name]).join(' ')); console.log(it.inspect({ a: [1] }), it.parseArgs({ args: ['-f'], options: { f: { type: 'boolean', short: 'f' } } }).values, new it.MIMEType('text/plain').type, it.styleText('red', 'x'), it.stripVTControlCharacters('\\u001b[1mx'));`,
  'util/types': `${kinds('util/types')} console.log(it.isPromise(Promise.resolve()), it.isProxy(new Proxy({}, {})));`,
  worker_threads: `import { isMainThread, threadId, MessageChannel, parentPort } from 'node:worker_threads'; const { port1, port2 } = new MessageChannel(); port2.once('message', (m) => { console.log(m); port2.close(); }); port1.postMessage({ a: 1 }); console.log(isMainThread, threadId, parentPort);`,
};
