const c = require('node:crypto');
for (const a of ['md5','sha1','sha256','SHA-256','sha512','sha384','sha3-256','ripemd160','RSA-SHA256']) console.log(a, c.createHash(a).update('abc').update(Buffer.from([1,2])).digest('hex'));
console.log(c.createHash('sha256').update('héllo','latin1').digest('base64url'), c.createHash('sha1').update('x').digest());
console.log(c.createHmac('sha256','key').update('data').digest('hex'), c.hash('sha256','x'), c.hash('md5',Buffer.from('x'),'base64'));
const h=c.createHash('sha256').update('a'); const k=h.copy(); console.log(h.digest('hex')===k.digest('hex'));
for (const f of [()=>c.createHash('nope'),()=>c.createHash(1),()=>c.createHmac('nope','k'),()=>c.createHmac('sha1',1),()=>c.hash('nope','x'),()=>h.update('x'),()=>h.digest(),()=>c.createHash('sha1').update(1)]) try{console.log(f())}catch(e){console.log(e.name,e.code,e.message)}
require('stream').Readable.from(['a','b']).pipe(c.createHash('sha1')).setEncoding('hex').on('data',console.log);
