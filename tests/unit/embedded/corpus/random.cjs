const c = require('node:crypto');
console.log(c.randomInt(1), c.randomInt(5, 6), c.randomBytes(4).length, c.randomUUID().length, c.timingSafeEqual(Buffer.from('a'), Buffer.from('a')), typeof crypto.subtle === 'undefined' || true);
for (const f of [() => c.randomInt(0), () => c.randomInt('a'), () => c.randomInt(2, 1), () => c.randomInt(2 ** 60), () => c.randomInt(1, 2, 3)]) try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); }
c.randomInt(1, (e, n) => console.log(e, n)); c.randomBytes(2, (e, b) => console.log(e, b.length));
